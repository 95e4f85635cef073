package io.reco.nd4j;

/** Tests that need ND4J are skipped where the build has no native library for the machine; see {@code BackendPresentTest}. */
public final class BackendCondition {
    /** For {@code @EnabledIf}. */
    public static final String USABLE = "io.reco.nd4j.BackendCondition#usable";

    private BackendCondition() {}

    static boolean usable() {
        return Nd4jBackends.status().usable();
    }
}
