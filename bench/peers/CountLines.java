// SPDX-License-Identifier: Apache-2.0
import org.apache.spark.sql.SparkSession;

/** What Spark itself needs to read a folder of logs as lines of text. */
public final class CountLines {
  public static void main(String[] args) {
    SparkSession spark = SparkSession.builder().appName("count lines").getOrCreate();
    System.out.println(spark.read().option("recursiveFileLookup", "true").text(args[0]).count());
    spark.stop();
  }
}
