package io.reco.rerank.history;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Set;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Runs work in transactions of their own, again when it clashed with another one. Thread-safe.
 *
 * @param dataSource where connections come from
 */
record Transactions(DataSource dataSource) {
    /** Clashes in a row that no luck explains any more. */
    private static final int ATTEMPTS = 10;

    /** Serialisation failure, deadlock (PostgreSQL), unique key that another transaction put in first. */
    private static final Set<String> CLASHES = Set.of("40001", "40P01", "23505");

    /** What to do with a connection; may be called several times. */
    @FunctionalInterface
    interface Work<T> {
        T run(Connection connection) throws SQLException;
    }

    /**
     * Runs and commits; rolls back when the work throws.
     *
     * @param doing for the message of an exception: "record impressions"
     * @param work what to do
     * @throws RecommendationHistoryException if the database cannot do it
     */
    <T> T run(String doing, Work<T> work) {
        for (int attempt = 1; ; attempt++) {
            try (Connection connection = dataSource.getConnection()) {
                return once(connection, work);
            } catch (SQLException e) {
                if (attempt == ATTEMPTS || !isClash(e)) {
                    throw new RecommendationHistoryException("could not " + doing + ": " + e.getMessage(), e);
                }
            }
        }
    }

    private static <T> T once(Connection connection, Work<T> work) throws SQLException {
        boolean autoCommit = connection.getAutoCommit();
        connection.setAutoCommit(false);
        T result;
        try {
            result = work.run(connection);
            connection.commit();
        } catch (SQLException | RuntimeException | Error e) {
            giveUp(connection, autoCommit, e);
            throw e;
        }
        connection.setAutoCommit(autoCommit);
        return result;
    }

    /**
     * Rolls back. Where that fails the connection is ended and not set back: to switch auto-commit on would commit what the work
     * has done so far.
     */
    private static void giveUp(Connection connection, boolean autoCommit, Throwable why) {
        try {
            connection.rollback();
            connection.setAutoCommit(autoCommit);
        } catch (SQLException e) {
            why.addSuppressed(e);
            try {
                connection.abort(Runnable::run);
            } catch (SQLException unaborted) {
                why.addSuppressed(unaborted);
            }
        }
    }

    private static boolean isClash(SQLException e) {
        for (@Nullable SQLException at = e; at != null; at = at.getNextException()) {
            String state = at.getSQLState();
            if (state != null && CLASHES.contains(state)) {
                return true;
            }
        }
        return false;
    }
}
