package io.reco.examples;

/** How a table is printed. */
enum OutputFormat {
    /** Fields separated by tabs, with a header. */
    TSV,
    /** JSON. */
    JSON;

    /** For {@code --format}. */
    static final class Argument extends EnumArgument<OutputFormat> {
        Argument() {
            super(OutputFormat.class);
        }
    }
}
