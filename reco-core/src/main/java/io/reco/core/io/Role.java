package io.reco.core.io;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One kind of file that a format consists of.
 *
 * @param name the role's name, the key in {@link Sources}
 * @param required whether the format cannot do without it
 * @param many whether it may be given in several files
 * @param fileNames the usual file name, for people: {@code "NAME_train.txt"}
 * @param pattern matches usual file names without {@code .gz}; a group {@code stem}, if it has one, must be the same in
 *     all files of a data set
 */
public record Role(String name, boolean required, boolean many, String fileNames, Pattern pattern) {
    /** A required file of exactly this name. */
    static Role required(String name, String fileName) {
        return new Role(name, true, false, fileName, Pattern.compile(Pattern.quote(fileName)));
    }

    /** An optional file of exactly this name. */
    static Role optional(String name, String fileName) {
        return new Role(name, false, false, fileName, Pattern.compile(Pattern.quote(fileName)));
    }

    /** A file whose name begins with a stem and ends like this. */
    static Role withStem(String name, boolean required, String suffix) {
        return new Role(name, required, false, "NAME" + suffix, Pattern.compile("(?<stem>.*)" + Pattern.quote(suffix)));
    }

    boolean matches(String fileName) {
        return pattern.matcher(fileName).matches();
    }

    /** The stem of a file name that matches, or "" when the pattern has none. */
    String stem(String fileName) {
        Matcher matcher = pattern.matcher(fileName);
        return hasStem() && matcher.matches() ? matcher.group("stem") : "";
    }

    boolean hasStem() {
        return pattern.pattern().contains("(?<stem>");
    }
}
