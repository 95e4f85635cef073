package io.reco.core.io;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * How the lines of a text file are read: the driver that deals with everything that is not a matter of one format (gzip,
 * line ends, blank lines, long lines, UTF-8, quotes) and counts.
 *
 * @param charset UTF-8, which is checked, or ISO-8859-1, which any byte is
 * @param splitter how a line falls into columns
 * @param names names of the columns, for messages
 * @param blankIsRecord whether an empty line is a record (where the line number is the id)
 */
record TextTable(Charset charset, Splitter splitter, List<String> names, boolean blankIsRecord) {

    /** Takes the columns of one line. */
    @FunctionalInterface
    interface Rows {
        /**
         * Takes a line into the data set, all of it or nothing.
         *
         * @return whether it was a record; false for a header
         */
        boolean take(Row row) throws BadRecord;
    }

    /** UTF-8 lines. */
    static TextTable utf8(Splitter splitter, String... names) {
        return new TextTable(StandardCharsets.UTF_8, splitter, List.of(names), false);
    }

    /** ISO-8859-1 lines. */
    static TextTable latin1(Splitter splitter, String... names) {
        return new TextTable(StandardCharsets.ISO_8859_1, splitter, List.of(names), false);
    }

    /** Reads a source to its end. */
    void read(ReadSession session, Source source, Rows rows) throws IOException {
        SourceTally tally = session.tally(source);
        try (LineReader lines = new LineReader(source.open(), session.options().maxLineBytes())) {
            new Run(tally, lines, new Row(charset, splitter, names), rows).run();
        }
        session.done(tally);
    }

    private final class Run {
        private final SourceTally tally;
        private final LineReader lines;
        private final Row row;
        private final Rows rows;
        private long taken;
        private long openBefore;
        private boolean damageTold;

        Run(SourceTally tally, LineReader lines, Row row, Rows rows) {
            this.tally = tally;
            this.lines = lines;
            this.row = row;
            this.rows = rows;
        }

        void run() throws IOException {
            while (lines.next()) {
                if (lines.tooLong()) {
                    taken++;
                    rejectLong();
                } else if (lines.cutOff()) {
                    taken++;
                    tally.read();
                    reject(BadRecord.of(RejectReason.TRUNCATED, lines.damage()));
                    damageTold = true;
                } else if (isBlank() && !blankIsRecord) {
                    tally.skip();
                } else {
                    takeLine();
                    taken++;
                }
            }
            if (!lines.damage().isEmpty() && !damageTold) {
                tally.rejectFile(BadRecord.of(RejectReason.TRUNCATED, lines.damage()));
            } else if (taken == 0) {
                tally.rejectFile(BadRecord.of(RejectReason.EMPTY_FILE, ""));
            }
        }

        private void takeLine() throws IOException {
            try {
                boolean record = takeChecked();
                if (record) {
                    tally.read();
                    tally.accept();
                } else {
                    tally.skip();
                }
            } catch (BadRecord bad) {
                tally.read();
                reject(bad);
            }
        }

        private boolean takeChecked() throws IOException, BadRecord {
            boolean whole = row.set(lines.bytes(), lines.from(), lines.to(), lines.line(), taken);
            if (!whole) {
                closeQuote();
            }
            if (charset.equals(StandardCharsets.UTF_8)) {
                int bad = Utf8.firstBad(lines.bytes(), lines.from(), lines.to());
                if (bad >= 0) {
                    throw badUtf8(bad);
                }
            }
            return rows.take(row);
        }

        /**
         * Adds lines until the quote that is open is closed; if it never is, only the first line is bad. The quote was open
         * at the end of every line that was added in vain, so that a quote opened on one of these comes to the same end:
         * it is not tried again, or a file of such lines would take quadratic time.
         */
        private void closeQuote() throws IOException, BadRecord {
            boolean open = lines.line() >= openBefore;
            while (open && lines.extend() && !lines.cutOff()) {
                try {
                    if (row.resume(lines.bytes(), lines.from(), lines.to())) {
                        return;
                    }
                } catch (BadRecord e) {
                    openBefore = lines.lastLine();
                    lines.retract();
                    throw e;
                }
            }
            if (open) {
                openBefore = lines.tooLong() ? openBefore : lines.lastLine();
                lines.retract();
            }
            throw BadRecord.of(RejectReason.BAD_QUOTE, "the quote is not closed");
        }

        private BadRecord badUtf8(int at) {
            String escaped = String.format("\\x%02X", lines.bytes()[at]);
            if (row.unquoted()) {
                return new BadRecord(RejectReason.BAD_UTF8, 0, "", escaped, "byte " + (at - lines.from() + 1));
            }
            BadRecord named = row.bad(RejectReason.BAD_UTF8, row.columnOfByte(at), "");
            return new BadRecord(
                    RejectReason.BAD_UTF8,
                    named.column(),
                    named.columnName(),
                    escaped,
                    "byte " + (at - lines.from() + 1) + " of the line");
        }

        private boolean isBlank() {
            for (int i = lines.from(); i < lines.to(); i++) {
                if (lines.bytes()[i] != ' ') {
                    return false;
                }
            }
            return true;
        }

        private void reject(BadRecord bad) throws IOException {
            tally.reject(lines.line(), bad, lines.bytes(), lines.from(), lines.to());
        }

        private void rejectLong() throws IOException {
            tally.read();
            tally.beginReject(lines.line(), BadRecord.of(RejectReason.LINE_TOO_LONG, "above maxLineBytes"));
            lines.drain(tally::rejectsPiece);
            tally.endReject();
        }
    }
}
