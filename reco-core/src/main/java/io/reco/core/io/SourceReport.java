package io.reco.core.io;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/**
 * What became of the records of one source. A fault of the file as a whole (empty, cut off) counts as one record.
 *
 * @param source its name
 * @param records records read
 * @param accepted records accepted
 * @param rejected records rejected, by reason; reasons without a record do not occur
 * @param skippedLines lines that are no records: blank ones, headers, metadata
 */
public record SourceReport(
        String source, long records, long accepted, Map<RejectReason, Long> rejected, long skippedLines) {
    /**
     * Checks that no record was lost.
     *
     * @throws IllegalStateException if records is not accepted + rejected
     */
    public SourceReport {
        Map<RejectReason, Long> copy = new EnumMap<>(RejectReason.class);
        copy.putAll(rejected);
        rejected = Collections.unmodifiableMap(copy);
        long sum = accepted + total(rejected);
        if (records != sum) {
            throw new IllegalStateException(source + ": " + records + " records read, but " + accepted
                    + " accepted and " + total(rejected) + " rejected: " + (records - sum) + " lost in the reader");
        }
    }

    /** Records rejected for any reason. */
    public long rejectedCount() {
        return total(rejected);
    }

    private static long total(Map<RejectReason, Long> counts) {
        return counts.values().stream().mapToLong(Long::longValue).sum();
    }
}
