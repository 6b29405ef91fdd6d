package example.sink;

import java.util.Collections;
import java.util.Map;
import java.util.Set;
import org.apache.spark.sql.connector.catalog.SupportsWrite;
import org.apache.spark.sql.connector.catalog.TableCapability;
import org.apache.spark.sql.connector.catalog.TableProvider;
import org.apache.spark.sql.connector.expressions.Transform;
import org.apache.spark.sql.connector.write.LogicalWriteInfo;
import org.apache.spark.sql.connector.write.WriteBuilder;
import org.apache.spark.sql.connector.write.streaming.StreamingWrite;
import org.apache.spark.sql.sources.DataSourceRegister;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.util.CaseInsensitiveStringMap;

/** Spark finds it by the name of the format: {@code writeStream.format("exactly-once-jdbc")}. */
public final class ExactlyOnceProvider implements TableProvider, DataSourceRegister {
  @Override
  public String shortName() {
    return "exactly-once-jdbc";
  }

  /** The schema comes with each write: it is that of the query. */
  @Override
  public StructType inferSchema(CaseInsensitiveStringMap options) {
    return new StructType();
  }

  @Override
  public SupportsWrite getTable(StructType schema, Transform[] partitioning, Map<String, String> options) {
    return new SupportsWrite() {
      @Override
      public String name() {
        return shortName();
      }

      @Override
      public StructType schema() {
        return schema;
      }

      @Override
      public Set<TableCapability> capabilities() {
        return Collections.singleton(TableCapability.STREAMING_WRITE);
      }

      @Override
      public WriteBuilder newWriteBuilder(LogicalWriteInfo info) {
        // The checkpoint keeps the id of the query, so it is the same after each restart.
        Database database = new Database(info.options(), info.queryId(), info.schema());
        return new WriteBuilder() {
          // Deprecated since 3.2, but the one name that all releases from 3.0 to 4.2 have.
          @Override
          @SuppressWarnings("deprecation")
          public StreamingWrite buildForStreaming() {
            return new EpochWrite(database);
          }
        };
      }
    };
  }
}
