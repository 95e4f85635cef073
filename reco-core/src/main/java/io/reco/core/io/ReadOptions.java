package io.reco.core.io;

import java.nio.file.Path;
import java.util.Optional;

/**
 * How to read.
 *
 * @param mode what to do with bad records; default {@link ReadMode#STRICT}
 * @param rejectsFile where {@link ReadMode#LENIENT} writes the records it rejects, see {@link RejectsFile}; one of
 *     an earlier run is replaced, another file or a source is not (reading ends with an error before it begins); default
 *     none, which leaves the counts and the first examples in the {@link ReadReport}
 * @param maxLineBytes the longest line or JSON record that is read, in [64, 1 GiB]; the most memory a reader takes for one
 *     record; default {@value #DEFAULT_MAX_LINE_BYTES} (8 MiB)
 * @param duplicates what to do with an id given twice; default {@link DuplicatePolicy#AS_BAD_RECORD}
 */
public record ReadOptions(ReadMode mode, Optional<Path> rejectsFile, int maxLineBytes, DuplicatePolicy duplicates) {
    /** 8 MiB. */
    public static final int DEFAULT_MAX_LINE_BYTES = 8 << 20;

    private static final int LARGEST_MAX_LINE_BYTES = 1 << 30;

    /** Checks the range. */
    public ReadOptions {
        if (maxLineBytes < 64 || maxLineBytes > LARGEST_MAX_LINE_BYTES) {
            throw new IllegalArgumentException(
                    "maxLineBytes " + maxLineBytes + " is not in [64, " + LARGEST_MAX_LINE_BYTES + "]");
        }
    }

    /** Fails at the first bad record. */
    public static ReadOptions strict() {
        return new ReadOptions(
                ReadMode.STRICT, Optional.empty(), DEFAULT_MAX_LINE_BYTES, DuplicatePolicy.AS_BAD_RECORD);
    }

    /** Skips bad records and counts them. */
    public static ReadOptions lenient() {
        return strict().withMode(ReadMode.LENIENT);
    }

    /** Skips bad records, counts them and writes them to a file. */
    public static ReadOptions lenient(Path rejectsFile) {
        return lenient().withRejectsFile(rejectsFile);
    }

    /** A copy with this mode. */
    public ReadOptions withMode(ReadMode newMode) {
        return new ReadOptions(newMode, rejectsFile, maxLineBytes, duplicates);
    }

    /** A copy with this rejects file. */
    public ReadOptions withRejectsFile(Path file) {
        return new ReadOptions(mode, Optional.of(file), maxLineBytes, duplicates);
    }

    /** A copy with this limit. */
    public ReadOptions withMaxLineBytes(int bytes) {
        return new ReadOptions(mode, rejectsFile, bytes, duplicates);
    }

    /** A copy with this policy. */
    public ReadOptions withDuplicates(DuplicatePolicy policy) {
        return new ReadOptions(mode, rejectsFile, maxLineBytes, policy);
    }
}
