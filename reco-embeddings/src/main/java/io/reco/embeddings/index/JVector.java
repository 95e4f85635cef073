package io.reco.embeddings.index;

/**
 * Switches the arithmetic of JVector to plain Java before its first use. All similarities come from the kernels of this
 * library, so JVector has none of its own to speed up; what it would choose is a native library on JDK 22 and up, and on JDK
 * 17 it warns that it has nothing faster. Whoever sets the property themselves is left alone.
 */
final class JVector {
    private static final String PROVIDER = "jvector.vectorization_provider";

    static {
        if (System.getProperty(PROVIDER) == null) {
            System.setProperty(PROVIDER, "default");
        }
    }

    private JVector() {}

    /** Does its work by being called. */
    static void prepare() {}
}
