package io.reco.core.io;

import io.reco.core.data.EventLog;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.util.Arrays;
import java.util.List;

/**
 * The columns of the line at hand. Column numbers are from 0 here and from 1 in messages. Reused for every line: nothing
 * of it may be kept.
 */
final class Row {
    private static final byte COMMA = ',';

    private final Charset charset;
    private final Splitter splitter;
    private List<String> names;
    private byte[] bytes = new byte[0];
    private byte[] scratch = new byte[256];
    private int from;
    private int to;
    private long line;
    private long ordinal;
    private long scanned;
    private int open;
    private int openStart;
    private int used;
    private boolean numbered = true;
    private boolean unquoted;
    private int[] starts = new int[16];
    private int[] ends = new int[16];
    private int count;

    Row(Charset charset, Splitter splitter, List<String> names) {
        this.charset = charset;
        this.splitter = splitter;
        this.names = names;
    }

    /** Names the columns in messages. */
    void setNames(List<String> newNames) {
        this.names = List.copyOf(newNames);
    }

    /**
     * Takes a line and splits it; false when a quote is open at its end, then {@link #resume} may follow.
     *
     * @param number number of the line, from 1
     * @param position number of the record in its source, from 0; those that were rejected count, blank lines do not
     */
    boolean set(byte[] buffer, int start, int end, long number, long position) throws BadRecord {
        bytes = buffer;
        unquoted = false;
        from = start;
        to = end;
        line = number;
        ordinal = position;
        count = 0;
        switch (splitter) {
            case TAB -> splitAt((byte) '\t');
            case PIPE -> splitAt((byte) '|');
            case DOUBLE_COLON -> splitAtDoubleColon();
            case BLANKS -> splitAtBlanks();
            case CSV -> {
                return splitQuoted();
            }
            case NONE -> add(from, to);
        }
        return true;
    }

    /** Takes named values that stand in no line: {@code names} and {@code values} have the same length. */
    void setValues(List<String> fieldNames, List<String> values, long number) {
        names = fieldNames;
        numbered = false;
        line = number;
        count = 0;
        int filled = 0;
        for (String value : values) {
            byte[] utf8 = value.getBytes(StandardCharsets.UTF_8);
            if (scratch.length - filled < utf8.length) {
                scratch = Arrays.copyOf(scratch, Math.max(filled + utf8.length, 2 * scratch.length));
            }
            System.arraycopy(utf8, 0, scratch, filled, utf8.length);
            add(filled, filled + utf8.length);
            filled += utf8.length;
        }
        bytes = scratch;
    }

    private void splitAt(byte delimiter) {
        int start = from;
        for (int i = from; i < to; i++) {
            if (bytes[i] == delimiter) {
                add(start, i);
                start = i + 1;
            }
        }
        add(start, to);
    }

    private void splitAtDoubleColon() {
        int start = from;
        for (int i = from; i + 1 < to; i++) {
            if (bytes[i] == ':' && bytes[i + 1] == ':') {
                add(start, i);
                start = i + 2;
                i++;
            }
        }
        add(start, to);
    }

    private void splitAtBlanks() {
        int i = from;
        while (i < to) {
            if (isBlank(bytes[i])) {
                i++;
                continue;
            }
            int start = i;
            while (i < to && !isBlank(bytes[i])) {
                i++;
            }
            add(start, i);
        }
    }

    private static boolean isBlank(byte b) {
        return b == ' ' || b == '\t';
    }

    private boolean splitQuoted() throws BadRecord {
        int i = from;
        while (i < to && bytes[i] != '"') {
            i++;
        }
        scanned += i - from;
        if (i == to) {
            splitAt(COMMA);
            return true;
        }
        used = 0;
        return split(from, false);
    }

    /**
     * Goes on with a line that was left with an open quote and has grown; the bytes that were split before are not looked
     * at again. False when the quote is still open.
     *
     * @param buffer holds the line, which may have moved
     */
    boolean resume(byte[] buffer, int start, int end) throws BadRecord {
        bytes = buffer;
        from = start;
        to = end;
        return split(from + open, true);
    }

    /** Splits from a place at the beginning of a column or, when {@code quoted}, inside its quotes. */
    private boolean split(int at, boolean quoted) throws BadRecord {
        int room = used + to - at;
        if (scratch.length < room) {
            scratch = Arrays.copyOf(scratch, Math.max(room, 2 * scratch.length));
        }
        scanned += to - at;
        boolean inside = quoted;
        int start = inside ? openStart : used;
        int i = at;
        while (true) {
            if (!inside && i < to && bytes[i] == '"') {
                inside = true;
                i++;
            }
            if (inside) {
                i = copyQuoted(i);
                if (i < 0) {
                    open = to - from;
                    openStart = start;
                    return false;
                }
                inside = false;
            } else {
                while (i < to && bytes[i] != COMMA) {
                    scratch[used++] = bytes[i++];
                }
            }
            add(start, used);
            if (i == to) {
                bytes = scratch;
                unquoted = true;
                return true;
            }
            i++;
            start = used;
        }
    }

    /** Copies what is left inside quotes; the place behind the closing quote, or -1 when there is none. */
    private int copyQuoted(int at) throws BadRecord {
        int i = at;
        while (i < to) {
            if (bytes[i] != '"') {
                scratch[used++] = bytes[i++];
            } else if (i + 1 < to && bytes[i + 1] == '"') {
                scratch[used++] = '"';
                i += 2;
            } else if (i + 1 == to || bytes[i + 1] == COMMA) {
                return i + 1;
            } else {
                throw bad(RejectReason.BAD_QUOTE, count, "a separator or the line's end must follow a closing quote");
            }
        }
        return -1;
    }

    /** Bytes that were looked at to split quoted lines so far: at most a small multiple of what was read. */
    long scanned() {
        return scanned;
    }

    private void add(int start, int end) {
        if (count == starts.length) {
            starts = Arrays.copyOf(starts, count * 2);
            ends = Arrays.copyOf(ends, count * 2);
        }
        starts[count] = start;
        ends[count++] = end;
    }

    /** The column that holds this byte of the line, or 0. */
    int columnOfByte(int offset) {
        for (int j = 0; j < count; j++) {
            if (offset >= starts[j] && offset < ends[j]) {
                return j;
            }
        }
        return 0;
    }

    /** Number of the line, from 1. */
    long line() {
        return line;
    }

    /** Number of the record in its source, from 0; those that were rejected count, blank lines do not. */
    long ordinal() {
        return ordinal;
    }

    /** Whether this is the first line that is not blank: the place of a header. */
    boolean first() {
        return ordinal == 0;
    }

    /** Number of columns. */
    int count() {
        return count;
    }

    byte[] bytes() {
        return bytes;
    }

    /** Whether the columns are copies without their quotes, so that places in the line are not places in them. */
    boolean unquoted() {
        return unquoted;
    }

    int start(int j) {
        return starts[j];
    }

    int end(int j) {
        return ends[j];
    }

    boolean isEmpty(int j) {
        return starts[j] == ends[j];
    }

    /** The column as text. */
    String text(int j) {
        return new String(bytes, starts[j], ends[j] - starts[j], charset);
    }

    /** All columns as text. */
    List<String> texts() {
        String[] all = new String[count];
        for (int j = 0; j < count; j++) {
            all[j] = text(j);
        }
        return List.of(all);
    }

    /** Checks the number of columns. */
    void require(int columns) throws BadRecord {
        require(columns, columns);
    }

    /** Checks the number of columns. */
    void require(int least, int most) throws BadRecord {
        if (count < least || count > most) {
            String wanted = least == most ? Integer.toString(least) : least + " to " + most;
            throw new BadRecord(
                    RejectReason.COLUMN_COUNT,
                    count < least ? count + 1 : most + 1,
                    name(count < least ? count : most),
                    new String(bytes, from, to - from, charset),
                    count + " columns instead of " + wanted);
        }
    }

    /** Checks that an id has a character. */
    void requireId(int j) throws BadRecord {
        if (isEmpty(j)) {
            throw bad(RejectReason.EMPTY_ID, j, "");
        }
    }

    /** The column as an id. */
    String id(int j) throws BadRecord {
        requireId(j);
        return text(j);
    }

    /** The column as a whole number. */
    long integer(int j, long least, long most) throws BadRecord {
        long value = 0;
        int i = starts[j];
        int end = ends[j];
        boolean negative = i < end && bytes[i] == '-';
        if (negative) {
            i++;
        }
        if (i == end || end - i > 18) {
            throw bad(RejectReason.NOT_A_NUMBER, j, "a whole number is wanted");
        }
        for (; i < end; i++) {
            int digit = bytes[i] - '0';
            if (digit < 0 || digit > 9) {
                throw bad(
                        isNotFinite(text(j)) ? RejectReason.NOT_FINITE : RejectReason.NOT_A_NUMBER,
                        j,
                        "a whole number is wanted");
            }
            value = value * 10 + digit;
        }
        value = negative ? -value : value;
        if (value < least || value > most) {
            throw bad(RejectReason.OUT_OF_RANGE, j, "accepted is [" + least + ", " + most + "]");
        }
        return value;
    }

    private boolean isDigits(int j) {
        int i = starts[j];
        if (i < ends[j] && bytes[i] == '-') {
            i++;
        }
        if (i == ends[j] || ends[j] - i > 18) {
            return false;
        }
        for (; i < ends[j]; i++) {
            if (bytes[i] < '0' || bytes[i] > '9') {
                return false;
            }
        }
        return true;
    }

    /** The column as a finite number. */
    double number(int j) throws BadRecord {
        if (isDigits(j)) {
            return integer(j, Long.MIN_VALUE, Long.MAX_VALUE);
        }
        String text = new String(bytes, starts[j], ends[j] - starts[j], StandardCharsets.ISO_8859_1);
        if (isNotFinite(text)) {
            throw bad(RejectReason.NOT_FINITE, j, "");
        }
        // parseDouble takes more than decimal numbers: blanks around them, hexadecimal ones, suffixes.
        for (int i = 0; i < text.length(); i++) {
            if ("0123456789+-.eE".indexOf(text.charAt(i)) < 0) {
                throw bad(RejectReason.NOT_A_NUMBER, j, "");
            }
        }
        try {
            double value = Double.parseDouble(text);
            if (Double.isInfinite(value)) {
                throw bad(RejectReason.NOT_FINITE, j, "beyond the largest number");
            }
            return value;
        } catch (NumberFormatException e) {
            throw bad(RejectReason.NOT_A_NUMBER, j, "");
        }
    }

    /** The column as a finite float: the value of an event. */
    float value(int j) throws BadRecord {
        float value = (float) number(j);
        if (Float.isInfinite(value)) {
            throw bad(RejectReason.OUT_OF_RANGE, j, "beyond the largest float");
        }
        return value;
    }

    static boolean isNotFinite(String text) {
        String plain = text.startsWith("-") || text.startsWith("+") ? text.substring(1) : text;
        return plain.equalsIgnoreCase("nan") || plain.equalsIgnoreCase("inf") || plain.equalsIgnoreCase("infinity");
    }

    /** The column, a time in this form, in epoch milliseconds. */
    long time(int j, TimeUnitFormat format) throws BadRecord {
        long millis = -1;
        if (isEmpty(j)) {
            throw bad(RejectReason.MISSING_VALUE, j, "every event needs a time, or none");
        }
        switch (format) {
            case SECONDS -> {
                if (isDigits(j)) {
                    long seconds = integer(j, Long.MIN_VALUE, Long.MAX_VALUE);
                    requireTime(j, seconds < 0, seconds > EventLog.MAX_TIME_MILLIS / 1000, format);
                    millis = seconds * 1000;
                } else {
                    double seconds = number(j);
                    requireTime(j, seconds < 0, seconds > EventLog.MAX_TIME_MILLIS / 1000.0, format);
                    millis = Math.round(seconds * 1000);
                }
            }
            case MILLIS -> {
                millis = isDigits(j) ? integer(j, Long.MIN_VALUE, Long.MAX_VALUE) : Math.round(number(j));
                requireTime(j, millis < 0, millis > EventLog.MAX_TIME_MILLIS, format);
            }
            case ISO_8601 -> {
                try {
                    millis = TimeUnitFormat.parseIso(text(j));
                } catch (DateTimeException e) {
                    throw bad(RejectReason.BAD_TIME, j, format.example());
                }
                requireTime(j, millis < 0, millis > EventLog.MAX_TIME_MILLIS, format);
            }
        }
        return millis;
    }

    private void requireTime(int j, boolean negative, boolean tooLate, TimeUnitFormat format) throws BadRecord {
        if (negative) {
            throw bad(RejectReason.NEGATIVE_TIME, j, "read as " + format.words());
        }
        if (tooLate) {
            throw bad(RejectReason.TIME_TOO_LATE, j, "read as " + format.words() + "; is the unit right?");
        }
    }

    /** A fault of a column, with its value. */
    BadRecord bad(RejectReason reason, int j, String detail) {
        return new BadRecord(reason, numbered ? j + 1 : 0, name(j), j < count ? text(j) : "", detail);
    }

    private String name(int j) {
        return j < names.size() ? names.get(j) : "";
    }
}
