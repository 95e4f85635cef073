package io.reco.rerank.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.UUID;
import org.h2.jdbcx.JdbcConnectionPool;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGConnectionPoolDataSource;

/**
 * The contract on a real PostgreSQL: the one of the environment variable {@code RECO_POSTGRES_URL}, else one on this machine's
 * default port, and then skipped when none answers. Each test works in a schema of its own, which is dropped afterwards.
 */
class PostgresRecommendationHistoryTest extends DurableHistoryContract {
    private static final String LOCAL = "jdbc:postgresql://localhost:5432/reco?user=reco";

    private final String schema = "reco_test_" + UUID.randomUUID().toString().replace("-", "");
    private final PGConnectionPoolDataSource server = new PGConnectionPoolDataSource();
    private @Nullable JdbcConnectionPool pool;

    @BeforeEach
    void connect() throws SQLException {
        String url = System.getenv().getOrDefault("RECO_POSTGRES_URL", LOCAL);
        server.setUrl(url);
        server.setConnectTimeout(2);
        server.setLoginTimeout(2);
        server.setCurrentSchema(schema);
        try (Connection connection = server.getPooledConnection().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE SCHEMA " + schema);
        } catch (SQLException e) {
            if (System.getenv("RECO_POSTGRES_URL") != null) {
                throw e;
            }
            Assumptions.abort("no PostgreSQL at " + LOCAL + " (set RECO_POSTGRES_URL): " + e.getMessage());
        }
    }

    @AfterEach
    void disconnect() throws SQLException {
        if (pool != null) {
            try (Connection connection = pool.getConnection();
                    Statement statement = connection.createStatement()) {
                statement.execute("DROP SCHEMA " + schema + " CASCADE");
            }
            pool.dispose();
        }
    }

    @Override
    protected RecommendationHistory open(long retentionMillis) {
        return reopen(retentionMillis).createTables();
    }

    @Override
    protected SqlRecommendationHistory reopen(long retentionMillis) {
        if (pool != null) {
            pool.dispose();
        }
        JdbcConnectionPool opened = JdbcConnectionPool.create(server);
        pool = opened;
        return new SqlRecommendationHistory(opened, Dialect.POSTGRESQL, retentionMillis);
    }

    @Test
    void aNulCharacterIsRefusedAndNothingIsRecorded() {
        RecommendationHistory history = open(LONG);
        assertThatThrownBy(() -> history.record(
                        List.of(Impression.seen("a", "home", "t", 0, 5), Impression.seen("a", "home", "t\0", 1, 5))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("trackId 't\u2400'");
        assertThat(history.recent("a", "home", 0, 10)).isEmpty();
        assertThatThrownBy(() -> history.recent("\0", "home", 0, 10)).hasMessageContaining("characterId");
    }

    @Test
    void whatTheServerRefusesLeavesNothingAndSaysWhy() {
        RecommendationHistory history = open(LONG);
        // Hardly compressible, so too long for an entry of an index.
        StringBuilder id = new StringBuilder();
        for (int i = 0; i < 4_000; i++) {
            id.append((char) (0xac00 + i * 7919 % 11_000));
        }
        assertThatThrownBy(() -> history.record(List.of(
                        Impression.seen("a", "home", "t", 0, 5), Impression.seen(id.toString(), "home", "t", 1, 5))))
                .isInstanceOf(RecommendationHistoryException.class)
                .hasMessageContaining("could not record 2 impressions")
                .hasMessageContaining("index row");
        assertThat(history.recent("a", "home", 0, 10)).isEmpty();
    }

    @Test
    void tablesAreMadeOnce() {
        open(LONG).record(list("a", "home", "r", 3, 10));
        assertThat(reopen(LONG).createTables().recent("a", "home", 0, 100)).hasSize(3);
    }
}
