package io.reco.eval.run;

import io.reco.core.io.Source;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Lines of a source as bytes, unpacked when they are gzip, cut at LF only. A byte order mark before the first line is dropped; lines
 * are checked to be UTF-8. Fields of the current line are {@code bytes()[start(i) .. end(i))}. Not thread-safe.
 */
final class Lines implements Closeable {
    private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

    private final String file;
    private final InputStream in;
    private byte[] bytes = new byte[1 << 16];
    private int limit;
    private int next;
    private int from;
    private int to;
    private long number;
    private boolean ended;
    private int[] starts = new int[8];
    private int[] ends = new int[8];
    private int fields;

    Lines(Source source) throws IOException {
        this.file = source.name();
        this.in = source.openUnpacked();
    }

    /** Goes to the next line that is not empty; false at the end. */
    boolean next() throws IOException {
        do {
            if (!advance()) {
                return false;
            }
        } while (from == to || (to - from == 1 && bytes[from] == '\r'));
        checkUtf8();
        return true;
    }

    private boolean advance() throws IOException {
        int scan = next;
        while (true) {
            while (scan < limit && bytes[scan] != '\n') {
                scan++;
            }
            if (scan < limit || (ended && next < limit)) {
                from = next;
                to = scan;
                next = Math.min(limit, scan + 1);
                number++;
                if (number == 1 && startsWithMark()) {
                    from += BYTE_ORDER_MARK.length;
                }
                return true;
            }
            if (ended) {
                return false;
            }
            int kept = limit - next;
            scan -= next;
            fill(kept);
        }
    }

    private boolean startsWithMark() {
        int end = from + BYTE_ORDER_MARK.length;
        return end <= to && Arrays.equals(bytes, from, end, BYTE_ORDER_MARK, 0, BYTE_ORDER_MARK.length);
    }

    /** Moves the rest of the line at hand to the front and reads more behind it. */
    private void fill(int kept) throws IOException {
        if (kept == bytes.length) {
            if (kept > Integer.MAX_VALUE / 2) {
                throw new RunFormatException(file, number + 1, "the line is longer than 1 GB", "");
            }
            bytes = Arrays.copyOf(bytes, 2 * bytes.length);
        }
        System.arraycopy(bytes, next, bytes, 0, kept);
        next = 0;
        limit = kept;
        int n = in.read(bytes, limit, bytes.length - limit);
        ended = n < 0;
        limit += Math.max(0, n);
    }

    private void checkUtf8() throws RunFormatException {
        for (int i = from; i < to; i++) {
            if (bytes[i] < 0) {
                try {
                    StandardCharsets.UTF_8
                            .newDecoder()
                            .onMalformedInput(CodingErrorAction.REPORT)
                            .decode(ByteBuffer.wrap(bytes, from, to - from));
                    return;
                } catch (CharacterCodingException e) {
                    throw bad("the line is not UTF-8", new String(bytes, from, to - from, StandardCharsets.UTF_8));
                }
            }
        }
    }

    /** Drops a carriage return at the end of the line, if there is one; returns whether there was. */
    boolean dropCarriageReturn() {
        boolean there = to > from && bytes[to - 1] == '\r';
        to -= there ? 1 : 0;
        return there;
    }

    /** Splits the line at every tab, keeping empty fields; returns their number. */
    int splitTabs() {
        fields = 0;
        int start = from;
        for (int i = from; i <= to; i++) {
            if (i == to || bytes[i] == '\t') {
                field(start, i);
                start = i + 1;
            }
        }
        return fields;
    }

    /** Splits the line at runs of ASCII white space; returns the number of fields. */
    int splitBlanks() {
        fields = 0;
        int i = from;
        while (i < to) {
            while (i < to && blank(bytes[i])) {
                i++;
            }
            int start = i;
            while (i < to && !blank(bytes[i])) {
                i++;
            }
            if (i > start) {
                field(start, i);
            }
        }
        return fields;
    }

    static boolean blank(int b) {
        return b == ' ' || (b >= '\t' && b <= '\r');
    }

    private void field(int start, int end) {
        if (fields == starts.length) {
            starts = Arrays.copyOf(starts, 2 * fields);
            ends = Arrays.copyOf(ends, 2 * fields);
        }
        starts[fields] = start;
        ends[fields++] = end;
    }

    byte[] bytes() {
        return bytes;
    }

    int start(int field) {
        return starts[field];
    }

    int end(int field) {
        return ends[field];
    }

    String text(int field) {
        return new String(bytes, starts[field], ends[field] - starts[field], StandardCharsets.UTF_8);
    }

    String line() {
        return new String(bytes, from, to - from, StandardCharsets.UTF_8);
    }

    long number() {
        return number;
    }

    String file() {
        return file;
    }

    /** What is wrong with the line at hand. */
    RunFormatException bad(String problem, String value) {
        return new RunFormatException(file, number, problem, value);
    }

    /** A number that is not NaN; {@code what} names it. */
    double number(int field, String what) throws RunFormatException {
        double value = Numbers.parse(text(field));
        if (Double.isNaN(value)) {
            throw bad(what + " is not a number", text(field));
        }
        return value;
    }

    /** A whole number that fits an int. */
    int whole(int field, String what) throws RunFormatException {
        String text = text(field);
        try {
            return Integer.parseInt(text.startsWith("+") ? text.substring(1) : text);
        } catch (NumberFormatException e) {
            throw bad(what + " is not a whole number", text);
        }
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
