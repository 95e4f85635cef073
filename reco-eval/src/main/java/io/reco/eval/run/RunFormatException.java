package io.reco.eval.run;

import java.io.IOException;

/** A line of a file that is not what it should be: where it is, what is wrong, and what was found. */
public final class RunFormatException extends IOException {
    private static final long serialVersionUID = 1;
    private static final int SHOWN = 60;

    private final String file;
    private final long line;
    private final String value;

    RunFormatException(String file, long line, String problem, String value) {
        super(file + (line > 0 ? ", line " + line : "") + ": " + problem
                + (value.isEmpty() ? "" : ", found '" + shortened(value) + "'"));
        this.file = file;
        this.line = line;
        this.value = value;
    }

    private static String shortened(String value) {
        return value.codePointCount(0, value.length()) <= SHOWN
                ? value
                : value.substring(0, value.offsetByCodePoints(0, SHOWN)) + "...";
    }

    /** {@return the name of the source} */
    public String file() {
        return file;
    }

    /** {@return the line, from 1; 0 when the fault is one of the file as a whole} */
    public long line() {
        return line;
    }

    /** {@return what was found; may be empty} */
    public String value() {
        return value;
    }
}
