package io.reco.core.io;

import io.reco.core.data.EventLog;
import io.reco.core.data.EventType;
import io.reco.core.data.Origin;
import java.io.IOException;
import java.util.List;
import java.util.regex.Pattern;

/** The text files of SASRec and BERT4Rec: one {@code user item} a line, in time order within a user, without times. */
final class SasrecFormat implements DatasetFormat {
    private static final Role EVENTS =
            new Role("events", true, false, "NAME.txt", Pattern.compile("(?<stem>.+)\\.txt"));

    @Override
    public String name() {
        return "sasrec";
    }

    @Override
    public String description() {
        return "SASRec text: 'user item' a line, in time order, no times (ml-1m.txt)";
    }

    @Override
    public List<Role> roles() {
        return List.of(EVENTS);
    }

    @Override
    public ReadResult read(Sources sources, ReadOptions options) throws IOException {
        return ReadSession.run(
                this,
                sources,
                options,
                session -> TextTable.utf8(Splitter.BLANKS, "user", "item")
                        .read(session, sources.required("events"), row -> {
                            row.require(2);
                            addListen(session, row, 0, 1);
                            return true;
                        }));
    }

    /** Adds an untimed listen of the character in one column to the track in another. */
    static void addListen(ReadSession session, Row row, int characterColumn, int trackColumn) {
        int c = session.dataset()
                .characterIds()
                .addUtf8(row.bytes(), row.start(characterColumn), row.end(characterColumn));
        int t = session.dataset()
                .catalog()
                .trackIds()
                .addUtf8(row.bytes(), row.start(trackColumn), row.end(trackColumn));
        session.addEvent(c, t, EventLog.NO_TIME, EventType.LISTEN, -1, Float.NaN, Origin.UNKNOWN);
    }
}
