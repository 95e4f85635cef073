package io.reco.core.vector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/**
 * Checks that a test run uses the kernels it is meant to use. The build runs the tests of a module with kernels twice and
 * sets {@code reco.test.expectedKernels} for each run.
 */
public final class ExpectedKernels {

    private ExpectedKernels() {}

    /**
     * Fails unless the selection is the expected one; skips where no build set the expectation.
     *
     * @param selection what AUTO chose
     */
    public static void check(KernelSelection<?> selection) {
        String expected = System.getProperty("reco.test.expectedKernels");
        assumeTrue(expected != null, "reco.test.expectedKernels is not set: not run by the build");
        boolean tooNarrow = SimdSupport.modulePresent() && SimdSupport.obstacle() != null;
        assertThat(selection.name())
                .as("kernels chosen because: %s", selection.reason())
                .isEqualTo(tooNarrow ? "scalar" : expected);
    }
}
