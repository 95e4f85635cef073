package io.reco.rerank.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Test;

class TransactionsTest {
    private final List<String> calls = new ArrayList<>();

    private static JdbcDataSource h2() {
        JdbcDataSource h2 = new JdbcDataSource();
        h2.setURL("jdbc:h2:mem:transactions;DB_CLOSE_DELAY=-1");
        return h2;
    }

    /** A database whose connections fail in some calls; notes the calls that end a transaction. */
    private DataSource failing(Set<String> failures) {
        return (DataSource) proxy(DataSource.class, h2(), Set.of(), failures);
    }

    private Object proxy(Class<?> type, Object real, Set<String> failing, Set<String> failingOfConnection) {
        return Proxy.newProxyInstance(getClass().getClassLoader(), new Class<?>[] {type}, (self, method, args) -> {
            String call = method.getName() + (method.getName().equals("setAutoCommit") ? " " + args[0] : "");
            calls.add(call);
            if (failing.contains(call)) {
                throw new SQLException(call + " failed");
            }
            try {
                Object result = method.invoke(real, args);
                return result instanceof Connection
                        ? proxy(Connection.class, result, failingOfConnection, Set.of())
                        : result;
            } catch (InvocationTargetException e) {
                throw e.getTargetException();
            }
        });
    }

    private static int rows() throws SQLException {
        try (Connection connection = h2().getConnection();
                var statement = connection.createStatement();
                var result = statement.executeQuery("select count(*) from t")) {
            result.next();
            return result.getInt(1);
        }
    }

    @Test
    void whatCannotBeRolledBackIsNotCommitted() throws SQLException {
        new Transactions(h2()).run("begin", connection -> {
            try (var statement = connection.createStatement()) {
                return statement.execute("drop table if exists t; create table t(i int)");
            }
        });
        Transactions transactions = new Transactions(failing(Set.of("rollback")));
        assertThatThrownBy(() -> transactions.run("insert", connection -> {
                    try (var statement = connection.createStatement()) {
                        statement.execute("insert into t values (1)");
                    }
                    throw new SQLException("half way");
                }))
                .isInstanceOf(RecommendationHistoryException.class)
                .hasMessage("could not insert: half way")
                .cause()
                .satisfies(cause -> assertThat(cause.getSuppressed())
                        .extracting(Throwable::getMessage)
                        .contains("rollback failed"));
        assertThat(calls).contains("abort").doesNotContain("setAutoCommit true");
        assertThat(rows()).isZero();
    }

    @Test
    void theExceptionOfTheWorkIsNotHidden() {
        Transactions transactions = new Transactions(failing(Set.of("setAutoCommit true")));
        assertThatThrownBy(() -> transactions.run("insert", connection -> {
                    throw new SQLException("half way");
                }))
                .hasMessage("could not insert: half way");
    }
}
