package io.reco.core.io;

import io.reco.core.data.EventType;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Takes the lines of an event table, the first of which may be a header. When that line was rejected before it came here
 * (bad UTF-8, too long), no later one is taken for it: columns by name are then not known and every line is rejected,
 * columns by position are.
 */
final class EventRows implements TextTable.Rows {
    static final String LOST_HEADER = "the first line, which names the columns, was rejected";

    private final ReadSession session;
    private final Optional<EventColumns> wanted;
    private final UnaryOperator<List<String>> plainNames;
    private final EventAdder adder;
    private boolean started;
    private String headerFault = "";
    private int columns;
    private final int[] at = new int[EventField.values().length];
    private TimeUnitFormat timeFormat = TimeUnitFormat.SECONDS;
    private EventType defaultType = EventType.LISTEN;

    /**
     * @param wanted which column is what; empty: the header tells
     * @param plainNames makes names of what stands in the header; may refuse it with an IllegalArgumentException
     */
    EventRows(ReadSession session, Optional<EventColumns> wanted, UnaryOperator<List<String>> plainNames) {
        this.session = session;
        this.wanted = wanted;
        this.plainNames = plainNames;
        this.adder = new EventAdder(session);
    }

    @Override
    public boolean take(Row row) throws BadRecord {
        if (!started) {
            boolean header = wanted.isEmpty() || wanted.get().header();
            begin(row, header);
            if (header && row.first()) {
                return false;
            }
        }
        if (!headerFault.isEmpty()) {
            throw BadRecord.of(RejectReason.MISSING_HEADER, headerFault);
        }
        row.require(columns);
        adder.add(row, at, timeFormat, defaultType);
        return true;
    }

    private void begin(Row row, boolean header) throws BadRecord {
        started = true;
        columns = row.count();
        try {
            if (header && !row.first() && (wanted.isEmpty() || wanted.get().named())) {
                throw new IllegalArgumentException(LOST_HEADER);
            }
            List<String> names =
                    header && row.first() ? plainNames.apply(row.texts()) : Collections.nCopies(columns, "");
            EventColumns chosen = wanted.isPresent() ? wanted.get() : EventColumns.recognise(names);
            List<String> unused = new ArrayList<>(names);
            for (EventField field : EventField.values()) {
                at[field.ordinal()] = chosen.position(field, names);
                if (at[field.ordinal()] >= 0) {
                    unused.set(at[field.ordinal()], "");
                }
            }
            timeFormat = chosen.timeFormat();
            defaultType = chosen.defaultType();
            row.setNames(names);
            unused.removeIf(String::isEmpty);
            if (!unused.isEmpty()) {
                session.note("columns not used: " + String.join(", ", unused));
            }
        } catch (IllegalArgumentException e) {
            headerFault = String.valueOf(e.getMessage());
            throw BadRecord.of(RejectReason.MISSING_HEADER, headerFault);
        }
    }
}
