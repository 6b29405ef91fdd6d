package example.broken;

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

/** Spark finds it by the name of the format: {@code writeStream.format("broken-jdbc").option("way", …)}. */
public final class BrokenProvider implements TableProvider, DataSourceRegister {
  @Override
  public String shortName() {
    return "broken-jdbc";
  }

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
        Way way = Way.named(info.options().getOrDefault("way", "none"));
        Store store = new Store(info.options().get("url"), way == Way.FORGETS_THE_QUERY ? "any" : info.queryId());
        return new WriteBuilder() {
          @Override
          @SuppressWarnings("deprecation")
          public StreamingWrite buildForStreaming() {
            return new BrokenWrite(way, store);
          }
        };
      }
    };
  }
}
