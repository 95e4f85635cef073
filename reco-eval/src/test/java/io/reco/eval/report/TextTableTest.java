package io.reco.eval.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class TextTableTest {
    @Test
    void namesLeftNumbersRight() {
        ReportTable table = ReportTable.builder("Models")
                .text("model")
                .number("ndcg@10", "n")
                .row(Cell.of("popularity"), Cell.of(0.0123456, 4), Cell.of(1234567))
                .row(Cell.of("knn"), Cell.of(Double.NaN, 4), Cell.of(7))
                .build();
        assertThat(TextTable.render(table)).isEqualTo("""
                        Models
                        model       ndcg@10          n
                        ──────────  ───────  ─────────
                        popularity   0.0123  1,234,567
                        knn               –          7
                        """);
    }

    @Test
    void wideCharactersTakeTwoColumnsAndMarksNone() {
        assertThat(TextTable.width("abc")).isEqualTo(3);
        assertThat(TextTable.width("봄날")).isEqualTo(4);
        assertThat(TextTable.width("夜に駆ける")).isEqualTo(10);
        assertThat(TextTable.width("e\u0301")).isEqualTo(1);
        assertThat(TextTable.width("\ud83c\udfb5")).isEqualTo(2);
        assertThat(TextTable.width("a\u200db")).isEqualTo(2);
        ReportTable table = ReportTable.builder("")
                .text("title", "artist")
                .row("봄날", "BTS")
                .row("Song 2", "Blur")
                .build();
        assertThat(TextTable.render(table)).isEqualTo("title   artist\n──────  ──────\n봄날    BTS\nSong 2  Blur\n");
    }

    @Test
    void controlCharactersCannotMoveTheCursorOrTheLine() {
        ReportTable table = ReportTable.builder("")
                .text("title")
                .row("a\u001b[2Jb\n\u202ec")
                .build();
        assertThat(TextTable.render(table)).endsWith("a\ufffd[2Jb\ufffd\ufffdc\n");
    }

    @Test
    void notesFollowInBrackets() {
        ReportTable table = ReportTable.builder("")
                .text("x")
                .row(Cell.of("1").withNote("0 - 2"))
                .build();
        assertThat(TextTable.render(table)).contains("1 (0 - 2)");
    }

    @Test
    void rowsMustFit() {
        assertThatThrownBy(
                        () -> ReportTable.builder("t").text("a", "b").row("1").build())
                .hasMessageContaining("row 0 of table 't' has 1 cells, expected 2");
    }

    @Test
    void pValuesAreNeverPrintedAsZero() {
        assertThat(Cell.ofP(1e-9).text()).isEqualTo("< 0.001");
        assertThat(Cell.ofP(0.0312).text()).isEqualTo("0.031");
        assertThat(Cell.ofP(Double.NaN).text()).isEqualTo("\u2013");
    }
}
