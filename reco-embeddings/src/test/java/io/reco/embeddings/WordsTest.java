package io.reco.embeddings;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class WordsTest {
    @Test
    void lettersDigitsAndMarksMakeWordsInAnyScript() {
        assertThat(Words.of("Rock & Roll, 80's")).containsExactly("rock", "roll", "80", "s");
        assertThat(Words.of("새벽 감성-발라드")).containsExactly("새벽", "감성", "발라드");
        assertThat(Words.of("नमस्ते दुनिया")).containsExactly("नमस्ते", "दुनिया");
        assertThat(Words.of("")).isEmpty();
        assertThat(Words.of(" -- ")).isEmpty();
    }

    @Test
    void formsOfOneLetterAreOneLetter() {
        // Full width, a ligature, decomposed Hangul, decomposed accent.
        assertThat(Words.of("ＲＮＢ ﬁre")).containsExactly("rnb", "fire");
        assertThat(Words.of("\u1100\u1161\u11A8")).isEqualTo(Words.of("각"));
        assertThat(Words.of("CAFE\u0301")).containsExactly("caf\u00E9");
        assertThat(Words.of("STRASSE")).containsExactly("strasse");
    }

    @Test
    void aSymbolIsAWordOfItsOwn() {
        assertThat(Words.of("xmas\uD83C\uDF84\uD83C\uDF84 \u2764\uFE0Flove"))
                .containsExactly("xmas", "\uD83C\uDF84", "\uD83C\uDF84", "\u2764", "love");
    }

    @Test
    void caseDoesNotDependOnTheLanguageOfTheMachine() {
        java.util.Locale before = java.util.Locale.getDefault();
        try {
            java.util.Locale.setDefault(java.util.Locale.forLanguageTag("tr"));
            assertThat(Words.of("INDIE")).containsExactly("indie");
        } finally {
            java.util.Locale.setDefault(before);
        }
    }
}
