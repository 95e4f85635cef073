package io.reco.core.io;

import io.reco.core.data.EventType;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Which column of an event table is what. A column is named by its header, or by its position from 1: {@code "#3"};
 * {@code ""} is a column that the table does not have.
 *
 * @param character raw id of the character; needed
 * @param track raw id of the track; needed
 * @param time when; without it the order of the file is the time order
 * @param timeFormat how the time is written
 * @param type name of an {@link EventType}, any case; without it, or when empty, {@code defaultType}
 * @param defaultType the type of events that do not tell theirs
 * @param msPlayed milliseconds played; may be empty
 * @param value rating or play count; may be empty
 * @param origin name of an {@link io.reco.core.data.Origin}; may be empty
 * @param header whether the first line names the columns; if not, all columns are positions
 */
public record EventColumns(
        String character,
        String track,
        String time,
        TimeUnitFormat timeFormat,
        String type,
        EventType defaultType,
        String msPlayed,
        String value,
        String origin,
        boolean header) {

    /** Checks that the needed columns are there and positions are numbers from 1. */
    public EventColumns {
        if (character.isEmpty() || track.isEmpty()) {
            throw new IllegalArgumentException(
                    "the columns of character ('" + character + "') and track ('" + track + "') are needed");
        }
        for (String column : List.of(character, track, time, type, msPlayed, value, origin)) {
            if (!column.isEmpty() && !isPosition(column) && !header) {
                throw new IllegalArgumentException(
                        "column '" + column + "' is a name, but there is no header; use positions: #1, #2, ...");
            }
            if (column.matches("#0+|#.*[^0-9].*|#")) {
                throw new IllegalArgumentException("column '" + column + "' is not a position from #1");
            }
        }
    }

    /** These columns by name, no others. */
    public static EventColumns of(String character, String track) {
        return new EventColumns(character, track, "", TimeUnitFormat.SECONDS, "", EventType.LISTEN, "", "", "", true);
    }

    /** These columns by position from 1, of a table without a header. */
    public static EventColumns byPosition(int character, int track) {
        return new EventColumns(
                "#" + character, "#" + track, "", TimeUnitFormat.SECONDS, "", EventType.LISTEN, "", "", "", false);
    }

    /** A copy with a time column. */
    public EventColumns withTime(String column, TimeUnitFormat format) {
        return new EventColumns(character, track, column, format, type, defaultType, msPlayed, value, origin, header);
    }

    /** A copy with a type column, and the type of events where it is empty. */
    public EventColumns withType(String column, EventType defaultEventType) {
        return new EventColumns(
                character, track, time, timeFormat, column, defaultEventType, msPlayed, value, origin, header);
    }

    /** A copy with a column of milliseconds played. */
    public EventColumns withMsPlayed(String column) {
        return new EventColumns(character, track, time, timeFormat, type, defaultType, column, value, origin, header);
    }

    /** A copy with a column of ratings or play counts. */
    public EventColumns withValue(String column) {
        return new EventColumns(
                character, track, time, timeFormat, type, defaultType, msPlayed, column, origin, header);
    }

    /** A copy with a column of origins. */
    public EventColumns withOrigin(String column) {
        return new EventColumns(character, track, time, timeFormat, type, defaultType, msPlayed, value, column, header);
    }

    /**
     * From text, as on a command line: {@code character=user_id,track=#2,time=ts}. Keys are character, track, time, type,
     * ms-played, value, origin.
     *
     * @throws IllegalArgumentException if a key is unknown or given twice, or character or track is missing
     */
    public static EventColumns parse(String text, TimeUnitFormat timeFormat, boolean header) {
        Map<EventField, String> columns = new EnumMap<>(EventField.class);
        for (String part : text.split(",", -1)) {
            int equals = part.indexOf('=');
            String key = equals < 0 ? part : part.substring(0, equals);
            EventField field = null;
            for (EventField candidate : EventField.values()) {
                if (candidate.key().equals(key.strip())) {
                    field = candidate;
                }
            }
            if (field == null || equals < 0) {
                throw new IllegalArgumentException("'" + part + "' is not KEY=COLUMN with one of the keys "
                        + List.of(EventField.values()).stream()
                                .map(EventField::key)
                                .toList());
            }
            if (columns.put(field, part.substring(equals + 1).strip()) != null) {
                throw new IllegalArgumentException("'" + key + "' is given twice in '" + text + "'");
            }
        }
        return of(columns, timeFormat, header);
    }

    private static EventColumns of(Map<EventField, String> columns, TimeUnitFormat timeFormat, boolean header) {
        return new EventColumns(
                columns.getOrDefault(EventField.CHARACTER, ""),
                columns.getOrDefault(EventField.TRACK, ""),
                columns.getOrDefault(EventField.TIME, ""),
                timeFormat,
                columns.getOrDefault(EventField.TYPE, ""),
                EventType.LISTEN,
                columns.getOrDefault(EventField.MS_PLAYED, ""),
                columns.getOrDefault(EventField.VALUE, ""),
                columns.getOrDefault(EventField.ORIGIN, ""),
                header);
    }

    /**
     * By the usual names, in any case: {@code user_id}, {@code track}, {@code timestamp} (seconds), {@code time_ms},
     * {@code time_iso}, {@code rating} and so on.
     *
     * @throws IllegalArgumentException if no column goes by a usual name of character or track
     */
    static EventColumns recognise(List<String> names) {
        Map<EventField, String> columns = new EnumMap<>(EventField.class);
        for (EventField field : EventField.values()) {
            field.among(names).ifPresent(column -> columns.put(field, column));
        }
        for (EventField needed : List.of(EventField.CHARACTER, EventField.TRACK)) {
            if (!columns.containsKey(needed)) {
                throw new IllegalArgumentException(
                        "none of the columns " + names + " is called one of " + needed.names());
            }
        }
        return of(columns, EventField.timeFormat(columns.getOrDefault(EventField.TIME, "")), true);
    }

    /** The column of a field; may be "". */
    String column(EventField field) {
        return switch (field) {
            case CHARACTER -> character;
            case TRACK -> track;
            case TIME -> time;
            case TYPE -> type;
            case MS_PLAYED -> msPlayed;
            case VALUE -> value;
            case ORIGIN -> origin;
        };
    }

    /**
     * Position of a field from 0, or -1 when the table does not have it.
     *
     * @throws IllegalArgumentException if its column is not among the names
     */
    int position(EventField field, List<String> names) {
        String column = column(field);
        if (column.isEmpty()) {
            return -1;
        }
        int position = isPosition(column) ? Integer.parseInt(column.substring(1)) - 1 : names.indexOf(column);
        if (position < 0 || position >= names.size()) {
            throw new IllegalArgumentException("column '" + column + "' (" + field.key() + ") is not among the "
                    + names.size() + " columns " + names);
        }
        return position;
    }

    /** Whether a column goes by its name in the header. */
    boolean named() {
        return Stream.of(character, track, time, type, msPlayed, value, origin)
                .anyMatch(column -> !column.isEmpty() && !isPosition(column));
    }

    private static boolean isPosition(String column) {
        return column.startsWith("#");
    }
}
