package io.reco.embeddings.tune;

import io.reco.embeddings.item2vec.Item2VecOptions;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** A field of {@link Item2VecOptions} that can be tuned. */
public enum Parameter {
    /** {@link Item2VecOptions#window}. */
    WINDOW(true, Item2VecOptions::window, (options, value) -> options.withWindow((int) value)),
    /** {@link Item2VecOptions#epochs}. */
    EPOCHS(true, Item2VecOptions::epochs, (options, value) -> options.withEpochs((int) value)),
    /** {@link Item2VecOptions#subsample}. */
    SUBSAMPLE(false, Item2VecOptions::subsample, Item2VecOptions::withSubsample),
    /** {@link Item2VecOptions#exponent}. */
    EXPONENT(false, Item2VecOptions::exponent, Item2VecOptions::withExponent),
    /** {@link Item2VecOptions#dimension}. */
    DIMENSION(true, Item2VecOptions::dimension, (options, value) -> options.withDimension((int) value)),
    /** {@link Item2VecOptions#negatives}. */
    NEGATIVES(true, Item2VecOptions::negatives, (options, value) -> options.withNegatives((int) value)),
    /** {@link Item2VecOptions#learningRate}; the rate at the end is kept, or lowered to this one. */
    LEARNING_RATE(
            false,
            Item2VecOptions::learningRate,
            (options, value) -> options.withLearningRate(value, Math.min(value, options.minLearningRate()))),
    /** {@link Item2VecOptions#minCount}. */
    MIN_COUNT(true, Item2VecOptions::minCount, (options, value) -> options.withMinCount((int) value));

    private interface Setter {
        Item2VecOptions set(Item2VecOptions options, double value);
    }

    private final boolean integer;
    private final ToDoubleFunction<Item2VecOptions> getter;
    private final Setter setter;

    Parameter(boolean integer, ToDoubleFunction<Item2VecOptions> getter, Setter setter) {
        this.integer = integer;
        this.getter = getter;
        this.setter = setter;
    }

    /** Whether its values are whole numbers. */
    public boolean integer() {
        return integer;
    }

    /** Its value in some options. */
    public double in(Item2VecOptions options) {
        return getter.applyAsDouble(options);
    }

    /**
     * A copy of options with another value of it.
     *
     * @throws IllegalArgumentException if the options do not accept the value, or it should be whole and is not
     */
    public Item2VecOptions set(Item2VecOptions options, double value) {
        if (integer && value != Math.rint(value)) {
            throw new IllegalArgumentException(label() + " " + value + " is not a whole number");
        }
        return setter.set(options, value);
    }

    /** Its name as written on a command line: lower case with hyphens. */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** A value as text: the shortest that reads back to the same, without exponent. */
    public String text(double value) {
        return new BigDecimal(Double.toString(value)).stripTrailingZeros().toPlainString();
    }

    /**
     * The parameter of a label.
     *
     * @throws IllegalArgumentException if there is none; the message names all
     */
    public static Parameter of(String label) {
        return Arrays.stream(values())
                .filter(parameter -> parameter.label().equals(label))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no parameter '" + label + "' to tune; there are "
                        + String.join(
                                ", ",
                                Arrays.stream(values()).map(Parameter::label).toList())));
    }
}
