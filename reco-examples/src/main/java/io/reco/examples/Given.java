package io.reco.examples;

import java.math.BigDecimal;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/**
 * Values of the command line on their way into the options of the libraries. These check their ranges themselves; what they
 * refuse becomes wrong usage that names the option. For building options before the work, never around the work: what fails
 * there is no fault of the command line.
 */
final class Given {
    /** How option records begin: with the field and its value. */
    private static final Pattern FIELD = Pattern.compile("[\\w. ]+? (?:is )?(\\S+?)(?: is|,) ((?:not|expected) .*)");

    private Given() {}

    /**
     * Options with a value.
     *
     * @param option how it is called on the command line
     * @param value null: not given, and the options stay as they are
     * @param change puts the value into the options
     * @throws UsageException if they refuse it with an {@link IllegalArgumentException}
     */
    static <O, T> O set(O options, String option, @Nullable T value, BiFunction<O, T, O> change) {
        if (value == null) {
            return options;
        }
        try {
            return change.apply(options, value);
        } catch (IllegalArgumentException e) {
            throw refused(option, value, e);
        }
    }

    /** What is made of the value of an option; refused in the same way. */
    static <T> T made(String option, Object value, Supplier<T> maker) {
        try {
            return maker.get();
        } catch (IllegalArgumentException e) {
            throw refused(option, value, e);
        }
    }

    /** For a value that no option record takes. */
    static void requireAtLeast(String option, long value, long least) {
        if (value < least) {
            throw new UsageException(option + " " + value + ": expected at least " + least);
        }
    }

    /**
     * Refuses options that were given although they would do nothing.
     *
     * @param holds whether they do something
     * @param condition when they do, as in "only with --columns"
     */
    static void requireUseful(CommandSpec command, boolean holds, String condition, String... options) {
        ParseResult parsed = command.commandLine().getParseResult();
        for (String option : options) {
            if (!holds && parsed.hasMatchedOption(option)) {
                throw new UsageException(option + " " + condition);
            }
        }
    }

    private static UsageException refused(String option, Object value, IllegalArgumentException reason) {
        String shown = value instanceof Boolean ? option : option + " " + text(value);
        return new UsageException(shown + ": " + withoutField(String.valueOf(reason.getMessage()), value), reason);
    }

    /** The message of a record without its own name of the field: the option stands in front. */
    private static String withoutField(String message, Object value) {
        Matcher field = FIELD.matcher(message);
        if (!field.matches()) {
            return message;
        }
        String told = field.group(1);
        return told.equals(text(value)) || told.equals(value.toString()) ? field.group(2) : message;
    }

    private static String text(Object value) {
        if (value instanceof Enum<?> constant) {
            return EnumArgument.label(constant);
        }
        if (value instanceof Number number && Double.isFinite(number.doubleValue())) {
            return new BigDecimal(number.toString()).stripTrailingZeros().toPlainString();
        }
        return value.toString();
    }
}
