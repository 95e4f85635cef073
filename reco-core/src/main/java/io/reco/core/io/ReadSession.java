package io.reco.core.io;

import io.reco.core.data.Dataset;
import io.reco.core.data.DatasetBuilder;
import io.reco.core.data.EventLog;
import io.reco.core.data.EventType;
import io.reco.core.data.Origin;
import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One run of a reader: the data set being collected, the counts of every source, the rejects file. */
final class ReadSession implements Closeable {
    private static final Logger LOG = LoggerFactory.getLogger(ReadSession.class);

    private final String format;
    private final ReadOptions options;
    private final DatasetBuilder dataset;
    private final List<SourceReport> reports = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();
    private final List<String> examples = new ArrayList<>();
    private final @Nullable RejectsFile rejects;
    private long[] lastMillis = new long[0];
    private boolean timed;
    private long outOfOrder;

    /** What a format does in a session. */
    @FunctionalInterface
    interface Body {
        void read(ReadSession session) throws IOException;
    }

    private ReadSession(String format, Sources sources, ReadOptions options) throws IOException {
        this.format = format;
        this.options = options;
        this.dataset = Dataset.builder(format);
        this.rejects = options.mode() == ReadMode.LENIENT || options.duplicates() == DuplicatePolicy.REJECT
                ? open(sources, options)
                : null;
    }

    private static @Nullable RejectsFile open(Sources sources, ReadOptions options) throws IOException {
        return options.rejectsFile().isPresent()
                ? RejectsFile.open(options.rejectsFile().get(), sources)
                : null;
    }

    /** Runs a reader from beginning to end. */
    static ReadResult run(DatasetFormat format, Sources sources, ReadOptions options, Body body) throws IOException {
        sources.check(format);
        try (ReadSession session = new ReadSession(format.name(), sources, options)) {
            body.read(session);
            ReadReport report = new ReadReport(
                    session.format,
                    session.reports,
                    session.timed ? session.outOfOrder : -1,
                    session.notes,
                    session.examples);
            if (report.rejected() > 0) {
                LOG.warn(
                        "{}: {} of {} records rejected: {}",
                        session.format,
                        report.rejected(),
                        report.records(),
                        report.rejectedByReason());
            }
            session.lastMillis = new long[0];
            return new ReadResult(session.dataset.build(), report);
        }
    }

    ReadOptions options() {
        return options;
    }

    DatasetBuilder dataset() {
        return dataset;
    }

    /** Something worth a line in the report. */
    void note(String text) {
        notes.add(text);
    }

    SourceTally tally(Source source) {
        return new SourceTally(this, source.name());
    }

    /** A source has been read to its end. */
    void done(SourceTally tally) {
        reports.add(tally.report());
    }

    /** Adds an event by indices, and sees whether time runs backwards. */
    void addEvent(int c, int t, long timeMillis, EventType type, int millisPlayed, float value, Origin origin) {
        dataset.events().add(c, t, timeMillis, type, millisPlayed, value, origin);
        if (timeMillis == EventLog.NO_TIME) {
            return;
        }
        timed = true;
        if (c >= lastMillis.length) {
            lastMillis = Arrays.copyOf(lastMillis, Math.max(1024, c + (c >> 1) + 1));
        }
        if (timeMillis < lastMillis[c]) {
            outOfOrder++;
        }
        lastMillis[c] = timeMillis;
    }

    void beginReject(String source, long line, BadRecord bad) throws IOException {
        boolean tolerated = bad.reason() == RejectReason.DUPLICATE_ID && options.duplicates() == DuplicatePolicy.REJECT;
        if (options.mode() == ReadMode.STRICT && !tolerated) {
            throw new InputFormatException(source, line, bad);
        }
        if (examples.size() < ReadReport.MAX_EXAMPLES) {
            examples.add(InputFormatException.describe(source, line, bad));
        }
        if (rejects != null) {
            rejects.begin(source, line, bad);
        }
    }

    void rejectedBytes(byte[] raw, int from, int to) throws IOException {
        if (rejects != null) {
            rejects.raw(raw, from, to);
        }
    }

    void endReject() throws IOException {
        if (rejects != null) {
            rejects.end();
        }
    }

    @Override
    public void close() throws IOException {
        if (rejects != null) {
            rejects.close();
        }
    }
}
