// SPDX-License-Identifier: Apache-2.0
package org.apache.spark.sql.execution.streaming.continuous.conformance
package instrumentation

import java.math.{BigDecimal, BigInteger}
import java.util.Random

import org.apache.spark.sql.catalyst.InternalRow
import org.apache.spark.sql.catalyst.util.{ArrayBasedMapData, GenericArrayData}
import org.apache.spark.sql.types._
import org.apache.spark.unsafe.types.UTF8String

/** The columns of the rows: one has the name of the row, and the others have values that follow from it. */
final case class RowShape(schema: StructType, id: Int) {
  def row(name: String): InternalRow = InternalRow.fromSeq(schema.fields.toSeq.zipWithIndex.map {
    case (_, `id`) => UTF8String.fromString(name)
    case (column, at) => RowShape.value(column, new Random(RowShape.seed(name, at)))
  })
}

object RowShape {
  val OneColumn: RowShape = RowShape(new StructType().add("value", StringType), 0)

  private val MicrosUntil2041 = 1L << 51

  /** Neighbouring seeds would begin with much the same number. */
  private def seed(name: String, column: Int): Long = (name.hashCode * 31L + column) * 0x9e3779b97f4a7c15L

  /** Null in about a quarter of the rows, where it may be. */
  private def value(column: StructField, random: Random): Any =
    if (column.nullable && random.nextInt(4) == 0) null else value(column.dataType, random)

  private def value(kind: DataType, random: Random): Any = kind match {
    case BooleanType => random.nextBoolean()
    case ByteType => random.nextInt().toByte
    case ShortType => random.nextInt().toShort
    case IntegerType => random.nextInt()
    case LongType => random.nextLong()
    case FloatType => random.nextInt(1 << 20) / 8f
    case DoubleType => random.nextInt() / 64d
    case decimal: DecimalType =>
      val unscaled = new BigInteger(128, random).mod(BigInteger.TEN.pow(decimal.precision))
      Decimal(new BigDecimal(unscaled, decimal.scale), decimal.precision, decimal.scale)
    case StringType => UTF8String.fromString(s"text \u00e9 ${random.nextInt(1000)}")
    case BinaryType =>
      val bytes = new Array[Byte](random.nextInt(9))
      random.nextBytes(bytes)
      bytes
    case DateType => random.nextInt(24837)
    case ArrayType(element, _) => new GenericArrayData(Array.fill[Any](random.nextInt(3))(value(element, random)))
    case MapType(key, element, _) =>
      new ArrayBasedMapData(new GenericArrayData(Array[Any](value(key, random))), new GenericArrayData(Array[Any](value(element, random))))
    case StructType(columns) => InternalRow.fromSeq(columns.toSeq.map(value(_, random)))
    // Not each release has both.
    case other if other.typeName.startsWith("timestamp") => (random.nextLong() >>> 1) % MicrosUntil2041
    case other => throw new IllegalArgumentException(s"the kit has no values of the type ${other.catalogString}")
  }
}
