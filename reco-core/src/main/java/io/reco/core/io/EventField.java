package io.reco.core.io;

import com.google.common.collect.ImmutableList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What a column of an event table can mean, with the names it goes by when nothing else is said. */
enum EventField {
    CHARACTER("character", "character_id", "user_id", "user", "userid", "uid", "profile_id", "profile"),
    TRACK("track", "track_id", "item_id", "item", "itemid", "song_id", "song", "iid"),
    TIME("time_ms", "timestamp_ms", "time_iso", "datetime", "timestamp", "time", "ts", "unix_time"),
    TYPE("type", "event_type", "event", "action"),
    MS_PLAYED("ms_played", "millis_played", "played_ms"),
    VALUE("value", "rating", "weight", "play_count", "plays", "count"),
    ORIGIN("origin");

    private final ImmutableList<String> names;

    EventField(String... names) {
        this.names = ImmutableList.copyOf(names);
    }

    /** Its names, the preferred one first. */
    List<String> names() {
        return names;
    }

    /** Its name in column specifications: {@code "ms-played"}. */
    String key() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The form of the time in a column of this name. */
    static TimeUnitFormat timeFormat(String column) {
        return switch (column.toLowerCase(Locale.ROOT)) {
            case "time_ms", "timestamp_ms" -> TimeUnitFormat.MILLIS;
            case "time_iso", "datetime" -> TimeUnitFormat.ISO_8601;
            default -> TimeUnitFormat.SECONDS;
        };
    }

    /** The column that this field goes by, among those that there are. */
    Optional<String> among(List<String> columns) {
        for (String known : names) {
            for (String column : columns) {
                if (column.equalsIgnoreCase(known)) {
                    return Optional.of(column);
                }
            }
        }
        return Optional.empty();
    }
}
