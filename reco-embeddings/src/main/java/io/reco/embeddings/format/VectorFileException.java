package io.reco.embeddings.format;

import java.io.IOException;

/** A file of vectors that cannot be read: which, where, and why. */
public final class VectorFileException extends IOException {
    private static final long serialVersionUID = 1;

    /** What is wrong. */
    public enum Reason {
        /** The file ends before what its header announces. */
        TRUNCATED,
        /** There is more than the header announces. */
        TRAILING,
        /** The first bytes are not those of the format, or announce what cannot be. */
        BAD_HEADER,
        /** The header announces more than an array, the memory or the file could hold. */
        TOO_LARGE,
        /** A line has more or fewer numbers than the dimension. */
        COLUMN_COUNT,
        /** Not a decimal number. */
        NOT_A_NUMBER,
        /** NaN, infinite, or beyond the range of float. */
        NOT_FINITE,
        /** An id is empty, too long, or has an escape that the format does not know. */
        BAD_ID,
        /** An id is not UTF-8. */
        BAD_UTF8,
        /** An id occurs twice. */
        DUPLICATE_ID,
        /** There are no ids, or not as many as vectors. */
        ID_COUNT,
        /** The format allows it, this library does not read it. */
        UNSUPPORTED,
        /** Damaged or cut gzip data. */
        DAMAGED_GZIP,
        /** Not a file of any format that can be read. */
        UNKNOWN_FORMAT
    }

    private final String file;
    private final long line;
    private final long offset;
    private final Reason reason;

    private VectorFileException(String file, long line, long offset, Reason reason, String detail) {
        super(file + (line > 0 ? ", line " + line : "") + (line == 0 && offset >= 0 ? ", byte " + offset : "") + ": "
                + detail);
        this.file = file;
        this.line = line;
        this.offset = offset;
        this.reason = reason;
    }

    static VectorFileException atLine(String file, long line, Reason reason, String detail) {
        return new VectorFileException(file, line, -1, reason, detail);
    }

    static VectorFileException atByte(String file, long offset, Reason reason, String detail) {
        return new VectorFileException(file, 0, offset, reason, detail);
    }

    static VectorFileException of(String file, Reason reason, String detail) {
        return new VectorFileException(file, 0, -1, reason, detail);
    }

    /** The file. */
    public String file() {
        return file;
    }

    /** Line, from 1; 0 when the file has no lines or the fault is not one of a line. */
    public long line() {
        return line;
    }

    /** Byte, from 0, counted in the unpacked data of a gzip file; -1 when {@link #line} tells or the file as a whole is at fault. */
    public long offset() {
        return offset;
    }

    /** What is wrong. */
    public Reason reason() {
        return reason;
    }
}
