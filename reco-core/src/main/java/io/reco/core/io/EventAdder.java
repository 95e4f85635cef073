package io.reco.core.io;

import io.reco.core.data.EventLog;
import io.reco.core.data.EventType;
import io.reco.core.data.IdMap;
import io.reco.core.data.Origin;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Checks and adds one event. Makes no garbage for a good one whose numbers are whole. */
@SuppressWarnings("EnumOrdinal") // positions by field, names by constant
final class EventAdder {
    private static final EventType[] TYPES = EventType.values();
    private static final Origin[] ORIGINS = Origin.values();
    private static final byte[][] TYPE_NAMES = names(TYPES);
    private static final byte[][] ORIGIN_NAMES = names(ORIGINS);
    private static final int CHARACTER = EventField.CHARACTER.ordinal();
    private static final int TRACK = EventField.TRACK.ordinal();
    private static final int TIME = EventField.TIME.ordinal();
    private static final int TYPE = EventField.TYPE.ordinal();
    private static final int MS_PLAYED = EventField.MS_PLAYED.ordinal();
    private static final int VALUE = EventField.VALUE.ordinal();
    private static final int ORIGIN = EventField.ORIGIN.ordinal();

    private final ReadSession session;
    private final IdMap.Builder characters;
    private final IdMap.Builder tracks;

    EventAdder(ReadSession session) {
        this.session = session;
        this.characters = session.dataset().characterIds();
        this.tracks = session.dataset().catalog().trackIds();
    }

    private static byte[][] names(Enum<?>[] constants) {
        byte[][] names = new byte[constants.length][];
        for (int i = 0; i < constants.length; i++) {
            names[i] = constants[i].name().getBytes(StandardCharsets.US_ASCII);
        }
        return names;
    }

    /**
     * Adds the event of a row whose text is UTF-8.
     *
     * @param at position of every {@link EventField} by its ordinal, or -1; not modified
     */
    void add(Row row, int[] at, TimeUnitFormat timeFormat, EventType defaultType) throws BadRecord {
        int c = at[CHARACTER];
        int t = at[TRACK];
        row.requireId(c);
        row.requireId(t);
        long time = at[TIME] < 0 ? EventLog.NO_TIME : row.time(at[TIME], timeFormat);
        EventType type = told(row, at[TYPE]) ? TYPES[oneOf(row, at[TYPE], TYPE_NAMES)] : defaultType;
        int played = told(row, at[MS_PLAYED]) ? (int) row.integer(at[MS_PLAYED], 0, Integer.MAX_VALUE - 1) : -1;
        float value = told(row, at[VALUE]) ? row.value(at[VALUE]) : Float.NaN;
        Origin origin = told(row, at[ORIGIN]) ? ORIGINS[oneOf(row, at[ORIGIN], ORIGIN_NAMES)] : Origin.UNKNOWN;
        session.addEvent(
                characters.addUtf8(row.bytes(), row.start(c), row.end(c)),
                tracks.addUtf8(row.bytes(), row.start(t), row.end(t)),
                time,
                type,
                played,
                value,
                origin);
    }

    private static boolean told(Row row, int j) {
        return j >= 0 && !row.isEmpty(j);
    }

    /** Index of the name that the column holds, whatever its case; a minus sign may stand for the underscore. */
    private static int oneOf(Row row, int j, byte[][] names) throws BadRecord {
        for (int k = 0; k < names.length; k++) {
            if (isName(row, j, names[k])) {
                return k;
            }
        }
        List<String> accepted = Arrays.stream(names)
                .map(name -> new String(name, StandardCharsets.US_ASCII).toLowerCase(Locale.ROOT))
                .toList();
        throw row.bad(RejectReason.UNKNOWN_VALUE, j, "accepted are " + accepted);
    }

    private static boolean isName(Row row, int j, byte[] name) {
        int from = row.start(j);
        if (row.end(j) - from != name.length) {
            return false;
        }
        for (int i = 0; i < name.length; i++) {
            if (upper(row.bytes()[from + i]) != name[i]) {
                return false;
            }
        }
        return true;
    }

    private static int upper(byte b) {
        if (b == '-') {
            return '_';
        }
        return b >= 'a' && b <= 'z' ? b - 'a' + 'A' : b;
    }
}
