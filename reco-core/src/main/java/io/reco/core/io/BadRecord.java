package io.reco.core.io;

/** Says that the record at hand is not accepted. Thrown by parsers, turned into an error or a rejection by the driver. */
final class BadRecord extends Exception {
    private static final long serialVersionUID = 1;
    private static final int MAX_VALUE_LENGTH = 60;

    private final RejectReason reason;
    private final int column;
    private final String columnName;
    private final String value;
    private final String detail;

    /**
     * @param reason what is wrong
     * @param column column from 1, or 0
     * @param columnName name of the column or field, or empty
     * @param value the value as text; shortened here
     * @param detail what would have been right, or empty
     */
    BadRecord(RejectReason reason, int column, String columnName, String value, String detail) {
        super(reason.text(), null, false, false);
        this.reason = reason;
        this.column = column;
        this.columnName = columnName;
        this.value = shortened(value);
        this.detail = detail;
    }

    /** A fault of the record as a whole. */
    static BadRecord of(RejectReason reason, String detail) {
        return new BadRecord(reason, 0, "", "", detail);
    }

    /** A fault of a named field. */
    static BadRecord ofField(RejectReason reason, String name, String value, String detail) {
        return new BadRecord(reason, 0, name, value, detail);
    }

    static String shortened(String text) {
        StringBuilder out = new StringBuilder();
        int i = 0;
        while (i < text.length() && out.length() < MAX_VALUE_LENGTH) {
            int cp = text.codePointAt(i);
            i += Character.charCount(cp);
            if (Character.isISOControl(cp)) {
                out.append(String.format("\\x%02X", cp));
            } else {
                out.appendCodePoint(cp);
            }
        }
        if (i < text.length()) {
            out.append("... (").append(text.length()).append(" characters)");
        }
        return out.toString();
    }

    RejectReason reason() {
        return reason;
    }

    int column() {
        return column;
    }

    String columnName() {
        return columnName;
    }

    String value() {
        return value;
    }

    String detail() {
        return detail;
    }

    /** {@code "column 3 (rating)"}, or empty. */
    String where() {
        if (column > 0) {
            return "column " + column + (columnName.isEmpty() ? "" : " (" + columnName + ")");
        }
        return columnName.isEmpty() ? "" : "field " + columnName;
    }
}
