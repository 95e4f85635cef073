package io.reco.eval.doc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One documentation comment of a source file of this module, on one line, so that tests can take the inputs and values of its examples
 * from its own words.
 *
 * @param where type and member, for messages
 * @param text without markers and line ends
 */
public record Javadoc(String where, String text) {
    private static final Path MAIN = Path.of("src", "main", "java");

    /** {@return the comment of a top-level type} */
    public static Javadoc of(Class<?> type) {
        String source = source(type);
        int start = source.indexOf("/**");
        return new Javadoc(type.getSimpleName(), comment(source, start));
    }

    /**
     * {@return the comment of a member}
     *
     * @param declaration the first characters of its declaration, e.g. <code>"HOLM {"</code>
     */
    public static Javadoc of(Class<?> type, String declaration) {
        String source = source(type);
        Matcher member = Pattern.compile("\\*/\\s+(?:@\\S+\\s+)*" + Pattern.quote(declaration))
                .matcher(source);
        assertThat(member.find()).as("%s: %s", type, declaration).isTrue();
        int start = source.lastIndexOf("/**", member.start());
        return new Javadoc(type.getSimpleName() + "." + declaration, comment(source, start));
    }

    /** {@return all comments of a type whose first words are these} */
    public static List<Javadoc> starting(Class<?> type, String words) {
        String source = source(type);
        List<Javadoc> found = new ArrayList<>();
        for (int start = source.indexOf("/**"); start >= 0; start = source.indexOf("/**", start + 1)) {
            String text = comment(source, start);
            if (text.startsWith(words)) {
                found.add(new Javadoc(type.getSimpleName(), text));
            }
        }
        return found;
    }

    private static String source(Class<?> type) {
        try {
            return Files.readString(MAIN.resolve(type.getName().replace('.', '/') + ".java"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String comment(String source, int start) {
        return source.substring(start + 3, source.indexOf("*/", start))
                .replaceAll("\\n *\\* ?", " ")
                .replaceAll(" +", " ")
                .strip();
    }

    /** {@return the example: from that word on, up to the parameters} */
    public String example() {
        Matcher example =
                Pattern.compile("(?:The example|Examples?:|example:).*").matcher(text.split(" @param ")[0]);
        assertThat(example.find()).as("%s has an example", where).isTrue();
        return example.group();
    }

    /** {@return the example as a comment of its own, where the text before it states the same names} */
    public Javadoc onlyExample() {
        return new Javadoc(where, example());
    }

    /** {@return the groups of the first match} The pattern has to be found. */
    public MatchResult find(String pattern) {
        Matcher matcher = Pattern.compile(pattern).matcher(text);
        assertThat(matcher.find()).as("%s says %s: %s", where, pattern, text).isTrue();
        return matcher.toMatchResult();
    }

    /** {@return the numbers of the first group of a pattern, which are separated by commas} */
    public double[] numbers(String pattern) {
        return List.of(find(pattern).group(1).split(", ")).stream()
                .mapToDouble(Arithmetic::valueOf)
                .toArray();
    }

    /** {@return the value of the arithmetic that is the first group of a pattern} */
    public double number(String pattern) {
        return Arithmetic.valueOf(find(pattern).group(1));
    }

    /**
     * Checks a value against what is told of it, {@code expression} or {@code expression = expression}. A decimal of four digits or
     * more is rounded, anything else exact.
     */
    public static void assertTold(String what, double value, String told) {
        for (String side : told.split(" = ")) {
            boolean rounded = side.matches("-?\\d+\\.\\d{4,}");
            double digit = rounded ? Math.pow(10, -(side.length() - side.indexOf('.') - 1)) : 0;
            assertThat(value).as(what).isCloseTo(Arithmetic.valueOf(side), within(rounded ? digit / 2 : 1e-12));
        }
    }
}
