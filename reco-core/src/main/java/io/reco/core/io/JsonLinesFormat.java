package io.reco.core.io;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Events as JSON, an object a line. Without {@link #withColumns} fields go by the usual names, those of
 * {@link EventTableFormat}; in the specification of columns a column is the name of a field, and there is no header. A field
 * that is not there or null is empty. Whether events have times is told by the first one.
 */
public final class JsonLinesFormat implements DatasetFormat {
    private final Optional<EventColumns> columns;

    private JsonLinesFormat(Optional<EventColumns> columns) {
        this.columns = columns;
    }

    /** Fields go by the usual names. */
    public static JsonLinesFormat jsonl() {
        return new JsonLinesFormat(Optional.empty());
    }

    /**
     * A copy for objects with these fields.
     *
     * @throws IllegalArgumentException if a column is a position: fields have names
     */
    public JsonLinesFormat withColumns(EventColumns newColumns) {
        for (EventField field : EventField.values()) {
            if (newColumns.column(field).startsWith("#")) {
                throw new IllegalArgumentException(
                        "'" + newColumns.column(field) + "' is a position; fields of JSON have names");
            }
        }
        return new JsonLinesFormat(Optional.of(newColumns));
    }

    @Override
    public String name() {
        return "jsonl";
    }

    @Override
    public String description() {
        return "events as JSON, an object a line ({\"user_id\":...,\"track\":...,\"timestamp\":...})";
    }

    @Override
    public List<Role> roles() {
        return List.of(Role.withStem("events", true, ".jsonl"));
    }

    @Override
    public ReadResult read(Sources sources, ReadOptions options) throws IOException {
        return ReadSession.run(
                this,
                sources,
                options,
                session -> TextTable.utf8(Splitter.NONE)
                        .read(session, sources.required("events"), new Lines(session, columns)));
    }

    private static final class Lines implements TextTable.Rows {
        private static final int FIELDS = EventField.values().length;

        private final Optional<EventColumns> wanted;
        private final EventAdder adder;
        private final Row fields = new Row(StandardCharsets.UTF_8, Splitter.NONE, List.of());
        private final int[] at = new int[FIELDS];
        private boolean started;
        private boolean timed;

        Lines(ReadSession session, Optional<EventColumns> wanted) {
            this.wanted = wanted;
            this.adder = new EventAdder(session);
            Arrays.setAll(at, i -> i);
        }

        @Override
        public boolean take(Row row) throws BadRecord {
            JsonRecord record = JsonRecord.parse(row.bytes(), row.start(0), row.end(0));
            record.requireObject();
            EventColumns columns = columns(record.node());
            List<String> names = new ArrayList<>(FIELDS);
            List<String> values = new ArrayList<>(FIELDS);
            for (EventField field : EventField.values()) {
                String column = columns.column(field);
                names.add(column.isEmpty() ? field.names().get(0) : column);
                values.add(column.isEmpty() ? "" : text(record.node().path(column), column));
            }
            boolean hasTime = !columns.time().isEmpty();
            if (!started) {
                timed = hasTime;
            } else if (timed != hasTime) {
                throw BadRecord.ofField(
                        RejectReason.MISSING_VALUE,
                        names.get(EventField.TIME.ordinal()),
                        "",
                        timed ? "the events before have a time" : "the events before have no time");
            }
            fields.setValues(names, values, row.line());
            at[EventField.TIME.ordinal()] = hasTime ? EventField.TIME.ordinal() : -1;
            adder.add(fields, at, columns.timeFormat(), columns.defaultType());
            started = true;
            return true;
        }

        private EventColumns columns(JsonNode node) throws BadRecord {
            if (wanted.isPresent()) {
                return wanted.get();
            }
            List<String> names = new ArrayList<>();
            node.fieldNames().forEachRemaining(names::add);
            try {
                return EventColumns.recognise(names);
            } catch (IllegalArgumentException e) {
                throw BadRecord.of(RejectReason.MISSING_VALUE, String.valueOf(e.getMessage()));
            }
        }

        private static String text(JsonNode value, String name) throws BadRecord {
            if (value.isMissingNode() || value.isNull()) {
                return "";
            }
            if (value.isContainerNode() || value.isBoolean()) {
                throw BadRecord.ofField(
                        RejectReason.BAD_JSON, name, value.toString(), "a string or a number is wanted");
            }
            String text = value.asText();
            if (Utf8.hasLoneSurrogate(text)) {
                throw BadRecord.ofField(RejectReason.BAD_UTF8, name, value.toString(), "half a surrogate pair");
            }
            return text;
        }
    }
}
