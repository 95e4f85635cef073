package io.reco.benchmarks.quality;

import io.reco.core.vector.KernelChoice;
import io.reco.embeddings.item2vec.Architecture;
import io.reco.embeddings.item2vec.Item2VecOptions;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * The arguments of a program: plain ones and {@code --name value} pairs. A name that the program never asks for is refused by
 * {@link #done}, so that a typo does not become a default. Not thread-safe.
 */
final class Flags {
    private final Map<String, String> values = new LinkedHashMap<>();
    private final Set<String> asked = new HashSet<>();
    private final List<String> plain;
    private final String usage;

    private Flags(List<String> plain, String usage) {
        this.plain = plain;
        this.usage = usage;
    }

    /**
     * Parses.
     *
     * @param usage what to print when the arguments are wrong
     * @param fewest how many plain arguments there are at least
     */
    static Flags of(String[] args, String usage, int fewest) {
        int named = args.length;
        for (int i = args.length - 1; i >= 0; i--) {
            if (args[i].startsWith("--")) {
                named = i;
            }
        }
        Flags flags = new Flags(List.of(Arrays.copyOf(args, named)), usage);
        if (named < fewest) {
            throw new IllegalArgumentException("usage: " + usage);
        }
        for (int i = named; i < args.length; i += 2) {
            if (!args[i].startsWith("--") || i + 1 == args.length) {
                throw new IllegalArgumentException("'" + args[i] + "' is not --name value; usage: " + usage);
            }
            flags.values.put(args[i].substring(2), args[i + 1]);
        }
        return flags;
    }

    /** Plain argument {@code i}. */
    String plain(int i) {
        return plain.get(i);
    }

    /** All plain arguments from {@code from} on. */
    List<String> plainFrom(int from) {
        return plain.subList(Math.min(from, plain.size()), plain.size());
    }

    /** A value, or the default. */
    String text(String name, String otherwise) {
        asked.add(name);
        return values.getOrDefault(name, otherwise);
    }

    /** A whole number. */
    int integer(String name, int otherwise) {
        return Integer.parseInt(text(name, Integer.toString(otherwise)));
    }

    /** A number. */
    double number(String name, double otherwise) {
        return Double.parseDouble(text(name, Double.toString(otherwise)));
    }

    /** Values separated by commas. */
    List<String> list(String name, String otherwise) {
        String text = text(name, otherwise);
        return text.isEmpty() ? List.of() : List.of(text.split(","));
    }

    /** Whole numbers separated by commas. */
    long[] longs(String name, String otherwise) {
        return list(name, otherwise).stream().mapToLong(Long::parseLong).toArray();
    }

    /** Item2vec options by the names dim, window, shrink, negative, fresh, exponent, sample, min-count, epochs, rate, min-rate, shared, threads, kernels, architecture. */
    Item2VecOptions item2vec(Item2VecOptions base) {
        return item2vecOfOneMode(base).withSharedContexts(integer("shared", base.sharedContexts()));
    }

    /** As {@link #item2vec}, without {@code shared}. */
    Item2VecOptions item2vecOfOneMode(Item2VecOptions base) {
        double rate = number("rate", base.learningRate());
        String architecture = text("architecture", base.architecture().name());
        return base.withArchitecture(Architecture.valueOf(
                        architecture.toUpperCase(Locale.ROOT).replace('-', '_')))
                .withDimension(integer("dim", base.dimension()))
                .withWindow(integer("window", base.window()))
                .withShrinkWindow(Boolean.parseBoolean(text("shrink", Boolean.toString(base.shrinkWindow()))))
                .withNegatives(integer("negative", base.negatives()))
                .withFreshNegatives(integer("fresh", base.freshNegatives()))
                .withExponent(number("exponent", base.exponent()))
                .withSubsample(number("sample", base.subsample()))
                .withMinCount(integer("min-count", base.minCount()))
                .withEpochs(integer("epochs", base.epochs()))
                .withLearningRate(rate, number("min-rate", Math.min(rate, base.minLearningRate())))
                .withThreads(integer("threads", base.threads()))
                .withKernels(KernelChoice.parse(text("kernels", "auto")));
    }

    /** Refuses names that nobody asked for. */
    void done() {
        for (String name : values.keySet()) {
            if (!asked.contains(name)) {
                throw new IllegalArgumentException("--" + name + " is not an option; usage: " + usage);
            }
        }
    }
}
