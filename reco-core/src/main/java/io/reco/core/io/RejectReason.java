package io.reco.core.io;

import java.util.Locale;

/** Why a record was not accepted. */
public enum RejectReason {
    /** The file holds nothing: one rejection, at line 0. */
    EMPTY_FILE("the file is empty"),
    /** The file ends in the middle (gzip or JSON); the raw text is what was left of the last record. */
    TRUNCATED("the file is cut off or damaged"),
    /** The first line does not name the columns that are needed; every line of the file is rejected. */
    MISSING_HEADER("the header is missing or lacks a column"),
    /** Too few or too many columns. */
    COLUMN_COUNT("wrong number of columns"),
    /** Longer than {@link ReadOptions#maxLineBytes()}. */
    LINE_TOO_LONG("the line is too long"),
    /** Bytes that are not UTF-8, or a JSON escape that is half a character. */
    BAD_UTF8("not valid UTF-8"),
    /** A CSV quote that is not closed, or text behind a closing quote. */
    BAD_QUOTE("unbalanced quote"),
    /** Not JSON, or not the kind of JSON value that belongs here. */
    BAD_JSON("malformed JSON"),
    /** A value that must be there is not. */
    MISSING_VALUE("a value is missing"),
    /** An id without characters. */
    EMPTY_ID("the id is empty"),
    /** Not a number. */
    NOT_A_NUMBER("not a number"),
    /** NaN or infinite. */
    NOT_FINITE("not a finite number"),
    /** A number outside the accepted range. */
    OUT_OF_RANGE("out of range"),
    /** A time before 1970. */
    NEGATIVE_TIME("a time before 1970"),
    /** A time after {@link io.reco.core.data.EventLog#MAX_TIME_MILLIS}: most often the unit is wrong. */
    TIME_TOO_LATE("a time after 2106"),
    /** Not a time. */
    BAD_TIME("not a time"),
    /** None of the names that are accepted here. */
    UNKNOWN_VALUE("unknown value"),
    /** A track, character, artist or playlist given before. */
    DUPLICATE_ID("given before");

    private final String text;

    RejectReason(String text) {
        this.text = text;
    }

    /** The reason in words. */
    public String text() {
        return text;
    }

    /** The name used in rejects files and reports: {@code "bad-utf8"}. */
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
