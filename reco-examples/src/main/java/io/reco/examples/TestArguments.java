package io.reco.examples;

import io.reco.eval.stats.Correction;
import io.reco.eval.stats.TestOptions;
import java.util.Iterator;
import java.util.List;
import picocli.CommandLine.Option;

/** Options of tests and intervals, shared by the commands that compare. */
final class TestArguments {
    @Option(
            names = "--resamples",
            paramLabel = "N",
            description =
                    "Bootstrap resamples, and random assignments of the permutation test (default: ${DEFAULT-VALUE}).")
    private int resamples = TestOptions.DEFAULT.resamples();

    @Option(names = "--seed", paramLabel = "N", description = "Seed of both (default: ${DEFAULT-VALUE}).")
    private long seed = TestOptions.DEFAULT.seed();

    @Option(
            names = "--confidence",
            paramLabel = "SHARE",
            description = "Confidence level of intervals (default: ${DEFAULT-VALUE}).")
    private double confidence = TestOptions.DEFAULT.level();

    @Option(
            names = "--correction",
            paramLabel = "NAME",
            converter = CorrectionArgument.class,
            completionCandidates = CorrectionArgument.class,
            description =
                    "How p values of one table are adjusted for their number: ${COMPLETION-CANDIDATES} (default: holm).")
    private Correction correction = Correction.HOLM;

    /** For {@code --correction}; Benjamini and Hochberg's is called by its initials. */
    static final class CorrectionArgument extends EnumArgument<Correction> {
        private static final String INITIALS = "bh";

        CorrectionArgument() {
            super(Correction.class);
        }

        static String name(Correction correction) {
            return correction == Correction.BENJAMINI_HOCHBERG ? INITIALS : label(correction);
        }

        @Override
        public Correction convert(String value) {
            return value.equalsIgnoreCase(INITIALS) ? Correction.BENJAMINI_HOCHBERG : super.convert(value);
        }

        @Override
        public Iterator<String> iterator() {
            return List.of(Correction.values()).stream()
                    .map(CorrectionArgument::name)
                    .iterator();
        }
    }

    /**
     * What was given.
     *
     * @throws UsageException if a value is out of range
     */
    TestOptions options() {
        TestOptions options = TestOptions.DEFAULT.withSeed(seed);
        options = Given.set(options, "--confidence", confidence, TestOptions::withLevel);
        return Given.set(options, "--resamples", resamples, TestOptions::withResamples);
    }

    Correction correction() {
        return correction;
    }

    String correctionName() {
        return CorrectionArgument.name(correction);
    }
}
