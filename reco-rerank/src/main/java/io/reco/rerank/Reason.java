package io.reco.rerank;

import java.text.MessageFormat;
import java.util.List;
import java.util.Locale;
import java.util.MissingResourceException;
import java.util.ResourceBundle;

/**
 * Why a track is in a list, for the listener. Texts are in the bundles {@code reasons} of this package: English, and Korean
 * for the language {@code ko}.
 *
 * @param kind what kind of reason
 * @param arguments what it is about, already in words: see the kinds
 */
public record Reason(Kind kind, List<String> arguments) {
    /** Kinds of reasons. */
    public enum Kind {
        /** The character's history holds the track that contributed most to the score; argument: its title. */
        BECAUSE_OF,
        /** No single track moved the score, but the history holds its main artist; argument: the artist. */
        SHARED_ARTIST,
        /** No single track moved the score, but the history holds one of its genres; argument: the genre. */
        SHARED_GENRE,
        /** It came out lately; argument: the release date. */
        NEW_RELEASE,
        /** The history holds none of its artists; argument: the main artist. */
        NEW_ARTIST,
        /** It was put there by name; no argument. */
        PINNED,
        /** A campaign raised its score ({@link PoolRule#promotes}); no argument. */
        CAMPAIGN,
        /**
         * No source meant it: a fallback filled it in, and where sources are fused none of them that brought it had an opinion
         * ({@link io.reco.core.recommend.FallbackSource}); argument: the group the track is popular in, one reason for each.
         */
        FALLBACK,
        /** Chance put it there, to learn what the listener likes; no argument. */
        EXPLORED,
        /** It carries a label; argument: the label. */
        LABEL,
        /** Its position needed a rule to give way or to be set aside; argument: the name of the rule. */
        RELAXED_RULE
    }

    private static final String BUNDLE = "io.reco.rerank.reasons";

    /** Copies the arguments. */
    public Reason {
        arguments = List.copyOf(arguments);
    }

    /** The reason in words, English when there is no text for the language. */
    public String text(Locale locale) {
        ResourceBundle bundle = ResourceBundle.getBundle(
                BUNDLE, locale, ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
        Object[] words = arguments.toArray();
        if (kind == Kind.RELAXED_RULE) {
            words[0] = named(bundle, "rule.", arguments.get(0));
        } else if (kind == Kind.LABEL) {
            words[0] = named(bundle, "label.", arguments.get(0));
        } else if (kind == Kind.FALLBACK) {
            words[0] = named(bundle, "fallback.", arguments.get(0));
        }
        return new MessageFormat(bundle.getString(kind.name()), locale).format(words);
    }

    /** A rule, label or group in the listener's words, or its name when the bundle does not know it. */
    private static String named(ResourceBundle bundle, String prefix, String name) {
        int number = name.indexOf('#');
        try {
            return bundle.getString(prefix + (number < 0 ? name : name.substring(0, number)));
        } catch (MissingResourceException e) {
            return name;
        }
    }
}
