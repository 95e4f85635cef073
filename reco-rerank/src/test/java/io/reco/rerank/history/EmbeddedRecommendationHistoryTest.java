package io.reco.rerank.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.h2.jdbcx.JdbcConnectionPool;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedRecommendationHistoryTest extends DurableHistoryContract {
    @TempDir
    Path directory;

    private @Nullable EmbeddedRecommendationHistory open;

    @Override
    protected EmbeddedRecommendationHistory open(long retentionMillis) {
        EmbeddedRecommendationHistory opened =
                EmbeddedRecommendationHistory.open(directory.resolve("a history"), retentionMillis);
        open = opened;
        return opened;
    }

    @Override
    protected RecommendationHistory reopen(long retentionMillis) {
        close();
        return open(retentionMillis);
    }

    @AfterEach
    void close() {
        if (open != null) {
            open.close();
        }
    }

    @Test
    void anInterruptedThreadDoesNoHarm() {
        RecommendationHistory history = open(LONG);
        CompletableFuture<Boolean> interrupted = CompletableFuture.supplyAsync(
                () -> {
                    Thread.currentThread().interrupt();
                    history.record(list("a", "home", "r", 3, 10));
                    return Thread.interrupted();
                },
                run -> new Thread(run).start());
        assertThat(interrupted.join()).as("still interrupted").isTrue();
        history.record(list("a", "home", "s", 3, 10));
        assertThat(history.recent("a", "home", 0, 100)).hasSize(6);
        assertThat(reopen(LONG).recent("a", "home", 0, 100)).hasSize(6);
    }

    @Test
    void aNulCharacterIsKept() {
        RecommendationHistory history = open(LONG);
        history.record(List.of(Impression.seen("a\0b", "home", "t\0", 0, 5)));
        assertThat(history.recent("a\0b", "home", 0, 10))
                .extracting(Impression::trackId)
                .containsExactly("t\0");
    }

    @Test
    void aClosedHistoryRefuses() {
        EmbeddedRecommendationHistory history = open(LONG);
        history.close();
        history.close();
        assertThatThrownBy(() -> history.record(list("a", "home", "r", 1, 10)))
                .isInstanceOf(RecommendationHistoryException.class)
                .hasMessageContaining("is closed");
        assertThatThrownBy(() -> history.mark("a", "home", "r", Outcome.SEEN, 0))
                .isInstanceOf(RecommendationHistoryException.class);
        assertThatThrownBy(() -> history.recent("a", "home", 0, 10)).isInstanceOf(RecommendationHistoryException.class);
        assertThatThrownBy(() -> history.sweep(10)).isInstanceOf(RecommendationHistoryException.class);
    }

    @Test
    void closingWaitsForTheCallsUnderWay() {
        for (int round = 0; round < 5; round++) {
            EmbeddedRecommendationHistory history =
                    EmbeddedRecommendationHistory.open(directory.resolve("closed " + round), LONG);
            AtomicInteger recorded = new AtomicInteger();
            CompletableFuture<Void> writer = CompletableFuture.runAsync(() -> {
                while (true) {
                    history.record(list("a", "home", "r" + recorded.get(), 1, 10));
                    recorded.incrementAndGet();
                }
            });
            while (recorded.get() < 3 && !writer.isDone()) {
                Thread.onSpinWait();
            }
            history.close();
            assertThatThrownBy(writer::join)
                    .hasCauseInstanceOf(RecommendationHistoryException.class)
                    .hasMessageContaining("is closed");
            try (EmbeddedRecommendationHistory again =
                    EmbeddedRecommendationHistory.open(directory.resolve("closed " + round), LONG)) {
                assertThat(again.recent("a", "home", 0, 100))
                        .as("what was acknowledged, and no more")
                        .hasSize(recorded.get());
            }
        }
    }

    @Test
    void whatCannotBeOpened() throws IOException {
        assertThatThrownBy(() -> EmbeddedRecommendationHistory.open(directory.resolve("a;b"), 1))
                .hasMessageContaining("semicolon");
        assertThatThrownBy(() -> EmbeddedRecommendationHistory.open(directory.resolve("a"), 0))
                .hasMessageContaining("retentionMillis 0");
        Files.writeString(directory.resolve("broken.mv.db"), "this is no database ".repeat(1000));
        assertThatThrownBy(() -> EmbeddedRecommendationHistory.open(directory.resolve("broken"), 1))
                .isInstanceOf(RecommendationHistoryException.class)
                .hasMessageContaining("broken.mv.db");
    }

    /** How large the file gets while lists are written depends on how many are written within this time. */
    @Test
    void spaceIsUsedAgainAfterASecond() throws SQLException {
        assertThat(setting("RETENTION_TIME")).isEqualTo("1000");
    }

    /** H2 would read the table after a commit, when the space of what it reads may be in use again. */
    @Test
    void noStatisticsAreTakenAfterACommit() throws SQLException {
        assertThat(setting("ANALYZE_AUTO")).isEqualTo("0");
    }

    private String setting(String name) throws SQLException {
        open(LONG).record(list("a", "home", "r", 3, 10));
        String url = "jdbc:h2:async:" + directory.resolve("a history");
        try (Connection connection = DriverManager.getConnection(url, "reco", "");
                PreparedStatement statement = connection.prepareStatement(
                        "SELECT SETTING_VALUE FROM INFORMATION_SCHEMA.SETTINGS WHERE SETTING_NAME = ?")) {
            statement.setString(1, name);
            try (ResultSet setting = statement.executeQuery()) {
                assertThat(setting.next()).isTrue();
                return setting.getString(1);
            }
        }
    }

    @Test
    void theSqlHistoryReadsTheSameFile() {
        open(LONG).record(list("a", "home", "r", 3, 10));
        close();
        JdbcConnectionPool pool = JdbcConnectionPool.create("jdbc:h2:" + directory.resolve("a history"), "reco", "");
        try {
            RecommendationHistory history = new SqlRecommendationHistory(pool, Dialect.H2, LONG);
            assertThat(history.recent("a", "home", 0, 100)).hasSize(3);
        } finally {
            pool.dispose();
        }
    }
}
