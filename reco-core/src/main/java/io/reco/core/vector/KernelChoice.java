package io.reco.core.vector;

import java.util.Locale;

/** Which implementation of a kernel set to use. */
public enum KernelChoice {
    /** The fastest that can run: for the kernels of this module SIMD, else scalar. */
    AUTO,
    /** The JDK Vector API; an error where it cannot run. */
    SIMD,
    /** Plain loops. */
    SCALAR,
    /**
     * ND4J, on the processor or on a GPU: for training, where a provider of it is on the class path; an error elsewhere. As
     * the choice of the process it leaves what knows no ND4J to {@link #AUTO}.
     */
    ND4J;

    /** The system property that sets the choice for the process: {@code auto}, {@code simd}, {@code scalar} or {@code nd4j}. */
    public static final String PROPERTY = "reco.kernels";

    /**
     * Returns the choice with this name, in lower case.
     *
     * @throws IllegalArgumentException for any other text; the message lists the accepted values
     */
    public static KernelChoice parse(String text) {
        for (KernelChoice choice : values()) {
            if (choice.text().equals(text)) {
                return choice;
            }
        }
        throw new IllegalArgumentException("kernels: '" + text + "' is not one of auto, simd, scalar, nd4j");
    }

    /**
     * Returns the choice that the system property {@value #PROPERTY} makes; {@link #AUTO} when it is not set.
     *
     * @throws IllegalArgumentException if the property holds anything else
     */
    public static KernelChoice configured() {
        String text = System.getProperty(PROPERTY);
        if (text == null) {
            return AUTO;
        }
        try {
            return parse(text);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("System property " + PROPERTY + ": " + e.getMessage(), e);
        }
    }

    /** Returns the name in lower case, as {@link #parse} accepts it. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
