package io.reco.core.io;

import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;

/**
 * Reads a JSON file record by record and counts. A record that is bad inside is rejected and reading goes on behind it; a
 * fault between records (a bracket or comma that is missing, a text that ends early) ends the reading of the file, which
 * counts as one rejection. Members of the file that are not asked for are passed over.
 */
final class JsonFile {
    private final SourceTally tally;
    private final JsonScanner scanner;
    private final Records records;
    /** The name of the member at hand with its colon, as it stands in the file; empty in an array. */
    private byte[] keyRaw = new byte[0];

    private boolean rejectOpen;

    /** Takes one record into the data set, all of it or nothing. */
    @FunctionalInterface
    interface Records {
        /**
         * Takes a record.
         *
         * @param key its key, or "" in an array
         * @param value its value
         */
        void take(String key, JsonRecord value) throws BadRecord;
    }

    private JsonFile(SourceTally tally, JsonScanner scanner, Records records) {
        this.tally = tally;
        this.scanner = scanner;
        this.records = records;
    }

    /** The file is an array; every value is a record. */
    static void readArray(ReadSession session, Source source, Records records) throws IOException {
        read(session, source, records, JsonFile::array);
    }

    /** The file is an object; every member is a record. */
    static void readMembers(ReadSession session, Source source, Records records) throws IOException {
        read(session, source, records, file -> file.members(""));
    }

    /** The file is an object; the values of one of its members, an array, are the records. */
    static void readArrayIn(ReadSession session, Source source, String member, Records records) throws IOException {
        read(session, source, records, file -> file.members(member));
    }

    @FunctionalInterface
    private interface Shape {
        void read(JsonFile file) throws IOException, BadRecord, JsonScanner.CutOff;
    }

    private static void read(ReadSession session, Source source, Records records, Shape shape) throws IOException {
        SourceTally tally = session.tally(source);
        try (JsonScanner scanner =
                new JsonScanner(source.open(), session.options().maxLineBytes())) {
            new JsonFile(tally, scanner, records).readAll(shape);
        }
        session.done(tally);
    }

    private void readAll(Shape shape) throws IOException {
        try {
            if (scanner.peek() < 0 && scanner.damage().isEmpty()) {
                tally.rejectFile(BadRecord.of(RejectReason.EMPTY_FILE, ""));
                return;
            }
            shape.read(this);
            if (scanner.peek() >= 0) {
                throw broken("text behind the end");
            }
            if (!scanner.damage().isEmpty()) {
                tally.rejectFile(BadRecord.of(RejectReason.TRUNCATED, scanner.damage()));
            }
        } catch (JsonScanner.CutOff e) {
            BadRecord cutOff = BadRecord.of(RejectReason.TRUNCATED, String.valueOf(e.getMessage()));
            if (rejectOpen) {
                endReject();
                tally.rejectFile(cutOff);
            } else {
                tally.read();
                reject(scanner.line(), cutOff, scanner.from(), scanner.to());
            }
        } catch (BadRecord bad) {
            tally.read();
            reject(scanner.line(), bad, 0, 0);
        }
    }

    private void array() throws IOException, BadRecord, JsonScanner.CutOff {
        expect('[');
        boolean first = true;
        while (more(']', first)) {
            first = false;
            long line = scanner.line();
            if (scanner.value(new Rejection(line))) {
                take("", line, scanner.from());
            } else {
                endReject();
            }
        }
    }

    /** All members are records, or the values of the one that is named are. */
    private void members(String wanted) throws IOException, BadRecord, JsonScanner.CutOff {
        expect('{');
        boolean first = true;
        boolean found = wanted.isEmpty();
        while (more('}', first)) {
            first = false;
            long line = scanner.line();
            if (scanner.peek() != '"') {
                throw broken("a name is wanted");
            }
            if (!scanner.value(new Rejection(line))) {
                endReject();
                throw broken("a name is too long");
            }
            keyRaw = Arrays.copyOfRange(scanner.bytes(), scanner.from(), scanner.to() + 1);
            keyRaw[keyRaw.length - 1] = ':';
            Optional<BadRecord> keyFault = Optional.empty();
            String key = "";
            try {
                key = JsonRecord.parse(keyRaw, 0, keyRaw.length - 1).node().asText();
            } catch (BadRecord bad) {
                keyFault = Optional.of(bad);
            }
            expect(':');
            int unused = peekOrCutOff();
            if (keyFault.isPresent()) {
                if (scanner.value(new Rejection(line))) {
                    tally.read();
                    reject(line, keyFault.get(), scanner.from(), scanner.to());
                } else {
                    endReject();
                }
            } else if (wanted.isEmpty()) {
                if (scanner.value(new Rejection(scanner.line()))) {
                    take(key, line, scanner.from());
                } else {
                    endReject();
                }
            } else if (key.equals(wanted)) {
                found = true;
                keyRaw = new byte[0];
                array();
            } else {
                boolean unusedFits = scanner.value(new Passing());
                tally.skip();
            }
        }
        if (!found) {
            throw BadRecord.ofField(RejectReason.MISSING_VALUE, wanted, "", "the file has no such member");
        }
    }

    private void take(String key, long line, int from) throws IOException {
        tally.read();
        try {
            records.take(key, JsonRecord.parse(scanner.bytes(), from, scanner.to()));
            tally.accept();
        } catch (BadRecord bad) {
            reject(line, bad, from, scanner.to());
        }
    }

    private void reject(long line, BadRecord bad, int from, int to) throws IOException {
        beginReject(line, bad);
        tally.rejectsPiece(scanner.bytes(), from, to);
        endReject();
    }

    private void beginReject(long line, BadRecord bad) throws IOException {
        tally.beginReject(line, bad);
        tally.rejectsPiece(keyRaw, 0, keyRaw.length);
        rejectOpen = true;
    }

    private void endReject() throws IOException {
        tally.endReject();
        rejectOpen = false;
    }

    /** Whether another value follows; goes over the comma before it, or the bracket behind the last. */
    private boolean more(char end, boolean first) throws IOException, BadRecord, JsonScanner.CutOff {
        int b = peekOrCutOff();
        if (b == end) {
            scanner.skip();
            return false;
        }
        if (!first) {
            if (b != ',') {
                throw broken("',' or '" + end + "' is wanted");
            }
            scanner.skip();
            b = peekOrCutOff();
        }
        if (b == ',' || b == ':' || b == ']' || b == '}') {
            throw broken("a value is wanted");
        }
        return true;
    }

    private void expect(char wanted) throws IOException, BadRecord, JsonScanner.CutOff {
        if (peekOrCutOff() != wanted) {
            throw broken("'" + wanted + "' is wanted");
        }
        scanner.skip();
    }

    private int peekOrCutOff() throws IOException, JsonScanner.CutOff {
        int b = scanner.peek();
        if (b < 0) {
            throw new JsonScanner.CutOff(scanner.damage().isEmpty() ? "the text ends in the middle" : scanner.damage());
        }
        return b;
    }

    private BadRecord broken(String detail) throws IOException {
        int b = scanner.peek();
        return new BadRecord(
                RejectReason.BAD_JSON,
                0,
                "",
                b < 0 ? "" : Character.toString(b),
                detail + "; the rest of the file is not read");
    }

    /** A value that is too long is a rejected record. */
    private final class Rejection implements JsonScanner.LongValue {
        private final long line;

        Rejection(long line) {
            this.line = line;
        }

        @Override
        public void begin() throws IOException {
            tally.read();
            beginReject(line, BadRecord.of(RejectReason.LINE_TOO_LONG, "above maxLineBytes"));
        }

        @Override
        public void piece(byte[] bytes, int from, int to) throws IOException {
            tally.rejectsPiece(bytes, from, to);
        }
    }

    /** A value that no one asked for may be as long as it likes. */
    private static final class Passing implements JsonScanner.LongValue {
        @Override
        public void begin() {}

        @Override
        public void piece(byte[] bytes, int from, int to) {}
    }
}
