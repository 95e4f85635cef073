package io.reco.core.io;

import java.io.IOException;

/** A record that {@link ReadMode#STRICT} does not accept: where it is, what is wrong with it, what would accept it. */
public final class InputFormatException extends IOException {
    private static final long serialVersionUID = 1;

    private final String file;
    private final long line;
    private final int column;
    private final String columnName;
    private final String value;
    private final RejectReason reason;
    private final String remedy;

    InputFormatException(String file, long line, BadRecord bad) {
        super(describe(file, line, bad) + ". " + remedy(bad.reason()));
        this.file = file;
        this.line = line;
        this.column = bad.column();
        this.columnName = bad.columnName();
        this.value = bad.value();
        this.reason = bad.reason();
        this.remedy = remedy(bad.reason());
    }

    /** Where and what, without a remedy. */
    static String describe(String file, long line, BadRecord bad) {
        StringBuilder text = new StringBuilder(file);
        if (line > 0) {
            text.append(", line ").append(line);
        }
        if (!bad.where().isEmpty()) {
            text.append(", ").append(bad.where());
        }
        text.append(": ").append(bad.reason().text());
        if (!bad.detail().isEmpty()) {
            text.append(": ").append(bad.detail());
        }
        if (!bad.value().isEmpty()) {
            text.append(", found '").append(bad.value()).append('\'');
        }
        return text.toString();
    }

    private static String remedy(RejectReason reason) {
        String skip = "ReadOptions.lenient() (--lenient) skips such records and lists them";
        return switch (reason) {
            case LINE_TOO_LONG -> "ReadOptions.withMaxLineBytes (--max-line-bytes) accepts longer ones; " + skip;
            case DUPLICATE_ID ->
                "ReadOptions.withDuplicates(REJECT) (--reject-duplicates) keeps the first and lists the others; "
                        + skip;
            case EMPTY_FILE, TRUNCATED ->
                "Get the file again; ReadOptions.lenient() (--lenient) keeps what was complete";
            case MISSING_HEADER, TIME_TOO_LATE, NEGATIVE_TIME, BAD_TIME ->
                "For csv, tsv and jsonl, EventColumns (--columns, --time-unit, --no-header) says which column is what;"
                        + " otherwise " + skip;
            default -> "Mend the file; " + skip;
        };
    }

    /** Name of the source: its path, or what the stream was called. */
    public String file() {
        return file;
    }

    /** Line, from 1; 0 when the fault is one of the file as a whole. In JSON the line on which the record begins. */
    public long line() {
        return line;
    }

    /** Column, from 1; 0 when it is not one of a column or the columns have no order. */
    public int column() {
        return column;
    }

    /** Name of the column or JSON field; empty when it has none. */
    public String columnName() {
        return columnName;
    }

    /** The value, shortened; may be empty. */
    public String value() {
        return value;
    }

    /** What is wrong. */
    public RejectReason reason() {
        return reason;
    }

    /** The option that would accept it. */
    public String remedy() {
        return remedy;
    }
}
