package io.reco.rerank.history;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcConnectionPool;

/**
 * A {@link RecommendationHistory} in a file of this machine: an H2 database inside the process. The default for one service
 * process; several share a {@link SqlRecommendationHistory}.
 *
 * <p><b>What lasts.</b> When {@link #record} or {@link #mark} returns, the change was written to the file and the file forced
 * to the device. It outlives the process, however that ends, and the failure of the machine as far as the device keeps what it
 * said it has kept. A list that was not acknowledged is there whole or not at all. H2 by itself acknowledges half a second
 * before it writes; calls wait for the file here, and those that come at the same time wait for it together.
 *
 * <p>One process at a time has the file open; the lock goes with the process. A thread that is interrupted does no harm to
 * the file or to others and finishes its call; an interruption that comes while H2 writes is lost. Thread-safe.
 */
public final class EmbeddedRecommendationHistory implements RecommendationHistory, AutoCloseable {
    private static final int CONNECTIONS = 16;

    private final Path file;
    private final JdbcConnectionPool pool;
    private final SqlRecommendationHistory history;
    private final Durability durability;
    /** Read: a call is under way; write: the file is being closed. */
    private final ReadWriteLock use = new ReentrantReadWriteLock();

    private boolean closed;

    private EmbeddedRecommendationHistory(Path file, JdbcConnectionPool pool, long retentionMillis) {
        this.file = file;
        this.pool = pool;
        history = new SqlRecommendationHistory(pool, Dialect.H2, retentionMillis);
        durability = new Durability(pool);
    }

    /**
     * Opens a history, an empty one if there is none.
     *
     * @param file where it is; {@code .mv.db} is added to the name. The directory must exist
     * @param retentionMillis how long an impression is kept, above 0; may differ from one opening to the next
     * @throws RecommendationHistoryException if another process has it open, or it cannot be read
     * @throws IllegalArgumentException if the path holds a semicolon, which H2 cannot tell from its options
     */
    public static EmbeddedRecommendationHistory open(Path file, long retentionMillis) {
        Arguments.requireRetention(retentionMillis);
        String path = file.toAbsolutePath().toString();
        if (path.indexOf(';') >= 0) {
            throw new IllegalArgumentException("file '" + path + "' holds a semicolon");
        }
        // async: an interrupted thread does not close the file under the others.
        // RETENTION_TIME: space that was given up is used again after this many milliseconds, not 45,000; what took its
        // place was forced to the device by then.
        // ANALYZE_AUTO: no statistics. H2 takes them after a commit, outside any transaction, and on a busy machine it
        // reads space that is in use again by then (h2database issue 4383); the indexes are found without.
        String url = "jdbc:h2:async:" + path
                + ";RETENTION_TIME=1000;ANALYZE_AUTO=0;DB_CLOSE_ON_EXIT=FALSE;TRACE_LEVEL_FILE=0";
        JdbcConnectionPool pool = JdbcConnectionPool.create(url, "reco", "");
        pool.setMaxConnections(CONNECTIONS);
        EmbeddedRecommendationHistory opened = new EmbeddedRecommendationHistory(file, pool, retentionMillis);
        try {
            opened.history.createTables();
            return opened;
        } catch (RecommendationHistoryException e) {
            pool.dispose();
            throw new RecommendationHistoryException(
                    "could not open history '" + path + ".mv.db': " + e.getMessage(), e);
        }
    }

    @Override
    public void record(List<Impression> impressions) {
        whileOpen("record impressions", () -> {
            history.record(impressions);
            durability.await();
            return impressions.size();
        });
    }

    @Override
    public int mark(String characterId, String surface, String requestId, Outcome outcome, int... slots) {
        return whileOpen("mark " + outcome, () -> {
            int found = history.mark(characterId, surface, requestId, outcome, slots);
            durability.await();
            return found;
        });
    }

    /** Runs a call that {@link #close} waits for. */
    private <T> T whileOpen(String doing, Supplier<T> call) {
        boolean interrupted = Thread.interrupted();
        use.readLock().lock();
        try {
            if (closed) {
                throw new RecommendationHistoryException(
                        "could not " + doing + ": history '" + file + "' is closed",
                        new IllegalStateException("closed"));
            }
            return call.get();
        } finally {
            use.readLock().unlock();
            restore(interrupted);
        }
    }

    /** H2 goes on when a thread is interrupted, but forgets that it was. */
    private static void restore(boolean interrupted) {
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public List<Impression> recent(String characterId, String surface, long sinceMillis, long nowMillis) {
        return whileOpen("read impressions", () -> history.recent(characterId, surface, sinceMillis, nowMillis));
    }

    @Override
    public long sweep(long nowMillis) {
        return whileOpen("sweep", () -> history.sweep(nowMillis));
    }

    /**
     * Closes the file when the calls that are under way have finished; later ones throw a {@link RecommendationHistoryException}
     * and change nothing. Closing again does nothing.
     */
    @Override
    public void close() {
        use.writeLock().lock();
        try {
            closed = true;
            pool.dispose();
        } finally {
            use.writeLock().unlock();
        }
    }

    @Override
    public String toString() {
        return "EmbeddedRecommendationHistory[" + file + "]";
    }

    /** Forces the file to the device, once for all that were committed before it began. */
    private static final class Durability {
        private final DataSource dataSource;
        private final AtomicLong committed = new AtomicLong();
        private final ReentrantLock forcing = new ReentrantLock();
        /** Of {@link #committed}, how many were forced; guarded by the lock. */
        private long forced;

        Durability(DataSource dataSource) {
            this.dataSource = dataSource;
        }

        /** Returns when everything this thread has committed is on the device. */
        void await() {
            long mine = committed.incrementAndGet();
            forcing.lock();
            try {
                if (forced < mine) {
                    long all = committed.get();
                    try (Connection connection = dataSource.getConnection();
                            Statement statement = connection.createStatement()) {
                        statement.execute("CHECKPOINT SYNC");
                    } catch (SQLException e) {
                        throw new RecommendationHistoryException(
                                "could not force the history to the device: " + e.getMessage(), e);
                    }
                    forced = all;
                }
            } finally {
                forcing.unlock();
            }
        }
    }
}
