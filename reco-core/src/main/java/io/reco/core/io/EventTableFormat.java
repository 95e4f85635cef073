package io.reco.core.io;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * Events as a table, a line an event. Without {@link #withColumns} the header says what the columns are, by the usual names
 * ({@code user_id}, {@code track}, {@code timestamp} in seconds, {@code time_ms}, {@code time_iso}, {@code type},
 * {@code ms_played}, {@code rating}, {@code origin} and some more).
 *
 * <p>{@code csv} is comma-separated with quotes (RFC 4180), {@code tsv} is tab-separated without: a quote is a character
 * like any other. A quote that is never closed costs the line that opens it, not the lines after it.
 */
public final class EventTableFormat implements DatasetFormat {
    private final String name;
    private final Splitter splitter;
    private final Optional<EventColumns> columns;

    private EventTableFormat(String name, Splitter splitter, Optional<EventColumns> columns) {
        this.name = name;
        this.splitter = splitter;
        this.columns = columns;
    }

    /** Comma-separated, quoted. */
    public static EventTableFormat csv() {
        return new EventTableFormat("csv", Splitter.CSV, Optional.empty());
    }

    /** Tab-separated, not quoted. */
    public static EventTableFormat tsv() {
        return new EventTableFormat("tsv", Splitter.TAB, Optional.empty());
    }

    /** A copy for tables with these columns. */
    public EventTableFormat withColumns(EventColumns newColumns) {
        return new EventTableFormat(name, splitter, Optional.of(newColumns));
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public String description() {
        return splitter == Splitter.CSV
                ? "events as comma-separated values with a header (user_id,track,timestamp,...)"
                : "events as tab-separated values with a header (user_id, track, timestamp, ...)";
    }

    @Override
    public List<Role> roles() {
        return List.of(Role.withStem("events", true, "." + name));
    }

    @Override
    public ReadResult read(Sources sources, ReadOptions options) throws IOException {
        return ReadSession.run(
                this,
                sources,
                options,
                session -> TextTable.utf8(splitter)
                        .read(session, sources.required("events"), new EventRows(session, columns, names -> names)));
    }
}
