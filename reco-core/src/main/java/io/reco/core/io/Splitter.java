package io.reco.core.io;

/** How a line falls into columns. */
enum Splitter {
    /** At every tab. */
    TAB,
    /** At every vertical bar. */
    PIPE,
    /** At every {@code ::}. */
    DOUBLE_COLON,
    /** At runs of spaces and tabs; those at the ends do not count. */
    BLANKS,
    /** At commas; a column that begins with a quote ends with one and may hold commas, line ends and doubled quotes. */
    CSV,
    /** Not at all. */
    NONE
}
