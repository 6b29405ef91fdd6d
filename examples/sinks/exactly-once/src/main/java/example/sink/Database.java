package example.sink;

import java.io.Serializable;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/** Where a query writes to: the table that readers see, and beside it the rows that no epoch has committed yet. */
final class Database implements Serializable {
  private final String url, table, driver;
  private final String query, columns;
  private final StructField[] fields;

  Database(Map<String, String> options, String query, StructType schema) {
    url = options.get("url");
    table = options.get("dbtable");
    if (url == null || table == null) throw new IllegalArgumentException("the options url and dbtable are wanted");
    driver = options.get("driver");
    this.query = query;
    fields = schema.fields();
    columns = "query_id, epoch_id, " + String.join(", ", schema.fieldNames());
  }

  interface Work {
    void on(Connection connection) throws SQLException;
  }

  /** All or nothing, on a connection of its own that is closed in any case. */
  void inTransaction(Work work) {
    try {
      // Otherwise a driver is not found that came with the application, and not with Spark.
      if (driver != null) Class.forName(driver);
      try (Connection connection = DriverManager.getConnection(url)) {
        connection.setAutoCommit(false);
        try {
          work.on(connection);
          connection.commit();
        } catch (Throwable error) {
          connection.rollback();
          throw error;
        }
      }
    } catch (SQLException | ClassNotFoundException error) {
      throw new IllegalStateException(table + ": " + error.getMessage(), error);
    }
  }

  void createTables() {
    StringBuilder typed = new StringBuilder("query_id VARCHAR(36) NOT NULL, epoch_id BIGINT NOT NULL");
    for (StructField field : fields) typed.append(", ").append(field.name()).append(' ').append(typeOf(field));
    inTransaction(connection -> {
      run(connection, "CREATE TABLE IF NOT EXISTS " + table + " (" + typed + ")");
      run(connection, "CREATE TABLE IF NOT EXISTS " + table + "_staged (" + typed + ", writer VARCHAR(36) NOT NULL)");
    });
  }

  private static String typeOf(StructField field) {
    String type = field.dataType().simpleString();
    if (type.matches("int|bigint|boolean")) return type;
    if (type.equals("string")) return "TEXT";
    throw new IllegalArgumentException("no type of column for " + field);
  }

  Object[] valuesOf(InternalRow row) {
    Object[] values = new Object[fields.length];
    for (int at = 0; at < fields.length; at++) {
      Object value = row.isNullAt(at) ? null : row.get(at, fields[at].dataType());
      // A string of Spark's own is none of Java's.
      values[at] = value instanceof Number || value instanceof Boolean || value == null ? value : value.toString();
    }
    return values;
  }

  void stage(Connection connection, long epoch, String writer, List<Object[]> rows) throws SQLException {
    String places = columns.replaceAll("[^, ]+", "?") + ", ?";
    String insert = "INSERT INTO " + table + "_staged (" + columns + ", writer) VALUES (" + places + ")";
    try (PreparedStatement statement = connection.prepareStatement(insert)) {
      for (Object[] row : rows) {
        set(statement, 1, query, epoch);
        set(statement, 3, row);
        set(statement, 3 + row.length, writer);
        statement.addBatch();
      }
      statement.executeBatch();
    }
  }

  long publish(Connection connection, long epoch, String writer) throws SQLException {
    String staged = "SELECT " + columns + " FROM " + table + "_staged WHERE epoch_id = ? AND writer = ?";
    return run(connection, "INSERT INTO " + table + " (" + columns + ") " + staged, epoch, writer);
  }

  void deleteEpoch(Connection connection, long epoch) throws SQLException {
    run(connection, "DELETE FROM " + table + " WHERE query_id = ? AND epoch_id = ?", query, epoch);
  }

  void deleteStaged(Connection connection, String writer) throws SQLException {
    run(connection, "DELETE FROM " + table + "_staged WHERE writer = ?", writer);
  }

  void deleteStagedBefore(Connection connection, long epoch) throws SQLException {
    run(connection, "DELETE FROM " + table + "_staged WHERE query_id = ? AND epoch_id < ?", query, epoch);
  }

  private static int run(Connection connection, String sql, Object... values) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      set(statement, 1, values);
      return statement.executeUpdate();
    }
  }

  private static void set(PreparedStatement statement, int from, Object... values) throws SQLException {
    for (int at = 0; at < values.length; at++) statement.setObject(from + at, values[at]);
  }
}
