package io.reco.core.validate;

import io.reco.core.io.ReadReport;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What the validator is told besides the data set.
 *
 * @param nowMillis epoch milliseconds after which an event is in the future; without it none is
 * @param readReport what the reader says; its rejections and its order of time go into the report
 * @param fewEvents a character with fewer events than this has few; default 5
 * @param gapDays this many days without an event in a row are a gap; default 30
 * @param pileUpShare a second that holds this share of all events, in (0.02, 1], and at least
 *     {@value #LEAST_PILE_UP} of them, is a pile-up; default 0.05
 */
public record ValidationOptions(
        OptionalLong nowMillis, Optional<ReadReport> readReport, int fewEvents, int gapDays, double pileUpShare) {
    /** Fewest events of a pile-up. */
    public static final int LEAST_PILE_UP = 20;

    /** The defaults; nothing is told. */
    public static final ValidationOptions DEFAULT =
            new ValidationOptions(OptionalLong.empty(), Optional.empty(), 5, 30, 0.05);

    /** Checks the ranges. */
    public ValidationOptions {
        if (fewEvents < 1) {
            throw new IllegalArgumentException("fewEvents " + fewEvents + " is not 1 or above");
        }
        if (gapDays < 1) {
            throw new IllegalArgumentException("gapDays " + gapDays + " is not 1 or above");
        }
        if (!(pileUpShare > 0.02 && pileUpShare <= 1)) {
            throw new IllegalArgumentException("pileUpShare " + pileUpShare + " is not in (0.02, 1]");
        }
    }

    /** A copy with this moment as now. */
    public ValidationOptions withNow(long epochMillis) {
        return new ValidationOptions(OptionalLong.of(epochMillis), readReport, fewEvents, gapDays, pileUpShare);
    }

    /** A copy with what the reader says. */
    public ValidationOptions withReadReport(ReadReport report) {
        return new ValidationOptions(nowMillis, Optional.of(report), fewEvents, gapDays, pileUpShare);
    }
}
