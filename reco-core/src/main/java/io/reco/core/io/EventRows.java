package io.reco.core.io;

import io.reco.core.data.EventLog;
import io.reco.core.data.EventType;
import io.reco.core.data.IdMap;
import io.reco.core.data.Origin;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Takes the lines of an event table. Makes no garbage for a good line whose numbers are whole. */
final class EventRows implements TextTable.Rows {
    private static final EventType[] TYPES = EventType.values();
    private static final Origin[] ORIGINS = Origin.values();
    private static final byte[][] TYPE_NAMES = names(TYPES);
    private static final byte[][] ORIGIN_NAMES = names(ORIGINS);

    private final ReadSession session;
    private final Optional<EventColumns> wanted;
    private final IdMap.Builder characters;
    private final IdMap.Builder tracks;
    private boolean started;
    private String headerFault = "";
    private int columns;
    private final int[] at = new int[EventField.values().length];
    private TimeUnitFormat timeFormat = TimeUnitFormat.SECONDS;
    private EventType defaultType = EventType.LISTEN;

    EventRows(ReadSession session, Optional<EventColumns> wanted) {
        this.session = session;
        this.wanted = wanted;
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

    @Override
    public boolean take(Row row) throws BadRecord {
        if (!started) {
            boolean header = wanted.isEmpty() || wanted.get().header();
            begin(row, header);
            if (header) {
                return false;
            }
        }
        if (!headerFault.isEmpty()) {
            throw BadRecord.of(RejectReason.MISSING_HEADER, headerFault);
        }
        row.require(columns);
        row.requireId(at[0]);
        row.requireId(at[1]);
        long time = at[2] < 0 ? EventLog.NO_TIME : row.time(at[2], timeFormat);
        EventType type = at[3] < 0 || row.isEmpty(at[3]) ? defaultType : TYPES[oneOf(row, at[3], TYPE_NAMES)];
        int played = at[4] < 0 || row.isEmpty(at[4]) ? -1 : (int) row.integer(at[4], 0, Integer.MAX_VALUE - 1);
        float value = at[5] < 0 || row.isEmpty(at[5]) ? Float.NaN : row.value(at[5]);
        Origin origin = at[6] < 0 || row.isEmpty(at[6]) ? Origin.UNKNOWN : ORIGINS[oneOf(row, at[6], ORIGIN_NAMES)];
        session.addEvent(
                characters.addUtf8(row.bytes(), row.start(at[0]), row.end(at[0])),
                tracks.addUtf8(row.bytes(), row.start(at[1]), row.end(at[1])),
                time,
                type,
                played,
                value,
                origin);
        return true;
    }

    private void begin(Row row, boolean header) throws BadRecord {
        started = true;
        columns = row.count();
        List<String> names = header ? row.texts() : Collections.nCopies(columns, "");
        try {
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

    /** Index of the name that the column holds, whatever its case; a minus sign may stand for the underscore. */
    private static int oneOf(Row row, int j, byte[][] names) throws BadRecord {
        byte[] bytes = row.bytes();
        int from = row.start(j);
        int length = row.end(j) - from;
        for (int k = 0; k < names.length; k++) {
            byte[] name = names[k];
            if (name.length == length) {
                int i = 0;
                while (i < length && upper(bytes[from + i]) == name[i]) {
                    i++;
                }
                if (i == length) {
                    return k;
                }
            }
        }
        throw row.bad(
                RejectReason.UNKNOWN_VALUE,
                j,
                "accepted are "
                        + Arrays.stream(names)
                                .map(name -> new String(name, StandardCharsets.US_ASCII).toLowerCase(Locale.ROOT))
                                .toList());
    }

    private static int upper(byte b) {
        if (b == '-') {
            return '_';
        }
        return b >= 'a' && b <= 'z' ? b - 'a' + 'A' : b;
    }
}
