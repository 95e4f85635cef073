package io.reco.core.io;

import java.io.IOException;
import java.util.EnumMap;
import java.util.Map;

/** Counts the records of one source and deals with those that are rejected. */
final class SourceTally {
    private final ReadSession session;
    private final String source;
    private long records;
    private long accepted;
    private long skipped;
    private final Map<RejectReason, Long> rejected = new EnumMap<>(RejectReason.class);

    SourceTally(ReadSession session, String source) {
        this.session = session;
        this.source = source;
    }

    /** A record was read. */
    void read() {
        records++;
    }

    /** The record that was read is in the data set. */
    void accept() {
        accepted++;
    }

    /** A line is not a record. */
    void skip() {
        skipped++;
    }

    /** The record that was read is rejected; these are its bytes. */
    void reject(long line, BadRecord bad, byte[] raw, int from, int to) throws IOException {
        beginReject(line, bad);
        rejectsPiece(raw, from, to);
        endReject();
    }

    /** A fault of the file as a whole. */
    void rejectFile(BadRecord bad) throws IOException {
        read();
        reject(0, bad, new byte[0], 0, 0);
    }

    /** As {@link #reject}, for bytes that follow in pieces. Fails in strict mode. */
    void beginReject(long line, BadRecord bad) throws IOException {
        session.beginReject(source, line, bad);
        rejected.merge(bad.reason(), 1L, Long::sum);
    }

    void rejectsPiece(byte[] raw, int from, int to) throws IOException {
        session.rejectedBytes(raw, from, to);
    }

    void endReject() throws IOException {
        session.endReject();
    }

    /** The report; checks that nothing was lost. */
    SourceReport report() {
        return new SourceReport(source, records, accepted, rejected, skipped);
    }
}
