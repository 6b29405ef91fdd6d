package example.broken;

import java.io.Serializable;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/** A database: the rows that readers see, and those that are staged. */
final class Store implements Serializable {
  private final String url;
  /** What tells the epochs of a query from those of another one. */
  final String query;

  Store(String url, String query) {
    this.url = url;
    this.query = query;
  }

  interface Work {
    void in(Transaction transaction) throws SQLException;
  }

  void transaction(Work work) {
    try (Connection connection = DriverManager.getConnection(url)) {
      connection.setAutoCommit(false);
      try {
        work.in(new Transaction(connection));
        connection.commit();
      } catch (Throwable error) {
        connection.rollback();
        throw error;
      }
    } catch (SQLException error) {
      throw new IllegalStateException(error);
    }
  }

  void createTables() {
    transaction(sql -> {
      sql.run("CREATE TABLE IF NOT EXISTS shown (query TEXT, epoch BIGINT, writer TEXT, value TEXT)");
      sql.run("CREATE TABLE IF NOT EXISTS staged (query TEXT, epoch BIGINT, writer TEXT, value TEXT)");
    });
  }

  static final class Transaction {
    private final Connection connection;

    Transaction(Connection connection) {
      this.connection = connection;
    }

    void run(String sql, Object... values) throws SQLException {
      try (PreparedStatement statement = prepared(sql, values)) {
        statement.execute();
      }
    }

    boolean finds(String sql, Object... values) throws SQLException {
      try (PreparedStatement statement = prepared(sql, values); ResultSet found = statement.executeQuery()) {
        return found.next();
      }
    }

    private PreparedStatement prepared(String sql, Object... values) throws SQLException {
      PreparedStatement statement = connection.prepareStatement(sql);
      for (int at = 0; at < values.length; at++) statement.setObject(at + 1, values[at]);
      return statement;
    }
  }
}
