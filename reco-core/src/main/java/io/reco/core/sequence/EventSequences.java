package io.reco.core.sequence;

import io.reco.core.data.EventLog;
import io.reco.core.data.EventSemantics;
import java.util.Arrays;

/** Histories or sessions of an event log. */
final class EventSequences implements Sequences {
    private final EventLog log;
    private final EventSemantics semantics;
    private final boolean cutIntoSessions;

    EventSequences(EventLog log, EventSemantics semantics, boolean cutIntoSessions) {
        this.log = log;
        this.semantics = semantics;
        this.cutIntoSessions = cutIntoSessions && log.timed();
    }

    @Override
    public void forEach(SequenceVisitor visitor) {
        int[] buffer = new int[256];
        for (int c = 0; c < log.characterCount(); c++) {
            int n = 0;
            for (int i = log.start(c); i < log.end(c); i++) {
                if (n > 0 && cutIntoSessions && pause(i) > semantics.sessionGapMillis()) {
                    visitor.visit(c, buffer, n);
                    n = 0;
                }
                if (semantics.isPositive(log, i)) {
                    if (n == buffer.length) {
                        buffer = Arrays.copyOf(buffer, 2 * n);
                    }
                    buffer[n++] = log.track(i);
                }
            }
            if (n > 0) {
                visitor.visit(c, buffer, n);
            }
        }
    }

    private long pause(int i) {
        return log.timeMillis(i) - log.timeMillis(i - 1);
    }
}
