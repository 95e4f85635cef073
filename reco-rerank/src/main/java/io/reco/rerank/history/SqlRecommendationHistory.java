package io.reco.rerank.history;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.sql.DataSource;

/**
 * A {@link RecommendationHistory} in the table {@code reco_impression} of a database that several processes share. Every call
 * is one transaction ({@link #sweep}: one for every 1,000 rows), on a connection of its own; the data source should be a
 * pool. What is acknowledged is as lasting as a commit of the database.
 *
 * <p>A transaction that clashed with another one (deadlock, the same list recorded twice at the same time) is run again.
 * {@link #recent} reads by index what it returns and no more. Thread-safe when the data source is.
 */
public final class SqlRecommendationHistory implements RecommendationHistory {
    private static final String LIST =
            "SELECT slot, track_id FROM reco_impression" + " WHERE character_id = ? AND surface = ? AND request_id = ?";

    private static final String INSERT = "INSERT INTO reco_impression"
            + " (character_id, surface, request_id, slot, track_id, time_millis, propensity, seen, acted)"
            + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)";

    private static final String MARK = "UPDATE reco_impression SET seen = TRUE, acted = acted OR ?"
            + " WHERE character_id = ? AND surface = ? AND request_id = ? AND slot = ?";

    private static final String RECENT = "SELECT request_id, track_id, slot, time_millis, propensity, seen, acted"
            + " FROM reco_impression"
            + " WHERE character_id = ? AND surface = ? AND time_millis >= ? AND time_millis <= ?"
            + " ORDER BY time_millis, seq";

    private static final int SWEPT_AT_ONCE = 1_000;

    private final Transactions transactions;
    private final Dialect dialect;
    private final long retentionMillis;

    /**
     * The history in a database that has the tables; see {@link #createTables}.
     *
     * @param dataSource where connections come from
     * @param dialect which database it is
     * @param retentionMillis how long an impression is kept, above 0
     */
    public SqlRecommendationHistory(DataSource dataSource, Dialect dialect, long retentionMillis) {
        Arguments.requireRetention(retentionMillis);
        this.transactions = new Transactions(dataSource);
        this.dialect = dialect;
        this.retentionMillis = retentionMillis;
    }

    /**
     * Makes the table and its indexes where they are missing ({@link Dialect#schema}).
     *
     * @return this
     */
    public SqlRecommendationHistory createTables() {
        return transactions.run("create the tables", connection -> {
            try (Statement statement = connection.createStatement()) {
                for (String sql : dialect.schema()) {
                    statement.execute(sql);
                }
            }
            return this;
        });
    }

    @Override
    public void record(List<Impression> impressions) {
        impressions.forEach(dialect::requireStorable);
        if (impressions.isEmpty()) {
            return;
        }
        transactions.run("record " + impressions.size() + " impressions", connection -> {
            List<Impression> fresh = Slot.fresh(impressions, known(connection, impressions));
            insert(connection, fresh);
            return fresh.size();
        });
    }

    /** The tracks by slot of the lists that these impressions are of. */
    private static Map<Slot, String> known(Connection connection, List<Impression> impressions) throws SQLException {
        Set<Slot.OfList> lists = new LinkedHashSet<>();
        for (Impression impression : impressions) {
            if (!impression.requestId().isEmpty()) {
                lists.add(Slot.listOf(impression));
            }
        }
        Map<Slot, String> known = new HashMap<>();
        try (PreparedStatement select = connection.prepareStatement(LIST)) {
            for (Slot.OfList list : lists) {
                select.setString(1, list.characterId());
                select.setString(2, list.surface());
                select.setString(3, list.requestId());
                try (ResultSet rows = select.executeQuery()) {
                    while (rows.next()) {
                        int slot = rows.getInt(1);
                        known.put(
                                new Slot(list.characterId(), list.surface(), list.requestId(), slot),
                                rows.getString(2));
                    }
                }
            }
        }
        return known;
    }

    private static void insert(Connection connection, List<Impression> impressions) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
            for (Impression impression : impressions) {
                insert.setString(1, impression.characterId());
                insert.setString(2, impression.surface());
                if (impression.requestId().isEmpty()) {
                    insert.setNull(3, Types.VARCHAR);
                } else {
                    insert.setString(3, impression.requestId());
                }
                insert.setInt(4, impression.slot());
                insert.setString(5, impression.trackId());
                insert.setLong(6, impression.timeMillis());
                insert.setDouble(7, impression.propensity());
                insert.setBoolean(8, impression.seen());
                insert.setBoolean(9, impression.acted());
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    @Override
    public int mark(String characterId, String surface, String requestId, Outcome outcome, int... slots) {
        Arguments.requireMarkable(requestId, slots);
        dialect.requireStorable("characterId", characterId);
        dialect.requireStorable("surface", surface);
        dialect.requireStorable("requestId", requestId);
        // In one order, so that two calls for the same list do not wait for each other.
        int[] ordered = Arrays.stream(slots).sorted().distinct().toArray();
        return transactions.run("mark request '" + requestId + "'", connection -> {
            try (PreparedStatement update = connection.prepareStatement(MARK)) {
                int found = 0;
                for (int slot : ordered) {
                    update.setBoolean(1, outcome == Outcome.ACTED);
                    update.setString(2, characterId);
                    update.setString(3, surface);
                    update.setString(4, requestId);
                    update.setInt(5, slot);
                    found += update.executeUpdate();
                }
                return found;
            }
        });
    }

    @Override
    public List<Impression> recent(String characterId, String surface, long sinceMillis, long nowMillis) {
        Arguments.requireMoment(nowMillis);
        dialect.requireStorable("characterId", characterId);
        dialect.requireStorable("surface", surface);
        return transactions.run("read the impressions of character '" + characterId + "'", connection -> {
            List<Impression> out = new ArrayList<>();
            try (PreparedStatement select = connection.prepareStatement(RECENT)) {
                select.setString(1, characterId);
                select.setString(2, surface);
                select.setLong(3, Math.max(sinceMillis, nowMillis - retentionMillis));
                select.setLong(4, nowMillis);
                try (ResultSet rows = select.executeQuery()) {
                    while (rows.next()) {
                        out.add(impression(characterId, surface, rows));
                    }
                }
            }
            return out;
        });
    }

    private static Impression impression(String characterId, String surface, ResultSet row) throws SQLException {
        String requestId = row.getString(1);
        return new Impression(
                characterId,
                surface,
                requestId == null ? "" : requestId,
                row.getString(2),
                row.getInt(3),
                row.getLong(4),
                row.getDouble(5),
                row.getBoolean(6),
                row.getBoolean(7));
    }

    @Override
    public long sweep(long nowMillis) {
        Arguments.requireMoment(nowMillis);
        long deleted = 0;
        int last;
        do {
            last = transactions.run("sweep old impressions", connection -> {
                try (PreparedStatement delete = connection.prepareStatement(dialect.sweep(SWEPT_AT_ONCE))) {
                    delete.setLong(1, nowMillis - retentionMillis);
                    return delete.executeUpdate();
                }
            });
            deleted += last;
        } while (last == SWEPT_AT_ONCE);
        return deleted;
    }
}
