package io.reco.eval.report;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * A report as one self-contained HTML file: no script, no network, no other file. Sections are added in the order of reading; every text
 * is escaped. Follows the reader's light or dark setting, fits a phone, and prints.
 *
 * <p>Plots need AWT with a font; on a JRE without, the report is written all the same, with one message instead of the plots (the tables
 * hold the numbers). Not thread-safe.
 */
public final class HtmlReport {
    private final String title;
    private final String subtitle;
    private final List<Section> sections = new ArrayList<>();

    private HtmlReport(String title, String subtitle) {
        this.title = title;
        this.subtitle = subtitle;
    }

    /**
     * {@return an empty report}
     *
     * @param title on top and in the window
     * @param subtitle a line below it, e.g. data set and date; empty for none
     */
    public static HtmlReport of(String title, String subtitle) {
        return new HtmlReport(title, subtitle);
    }

    /**
     * {@return a new section at the end, to be filled}
     *
     * @param heading its title, also in the table of contents
     */
    public Section section(String heading) {
        Section section = new Section(heading);
        sections.add(section);
        return section;
    }

    String title() {
        return title;
    }

    String subtitle() {
        return subtitle;
    }

    List<Section> sections() {
        return sections;
    }

    /** {@return the whole document} */
    public String toHtml() {
        return toHtml(new XChartRenderer());
    }

    String toHtml(ChartRenderer renderer) {
        return new HtmlWriter(new SafeCharts(renderer)).write(this);
    }

    /**
     * Writes the document, in UTF-8, to a temporary name beside the file and renames it; missing folders are made.
     *
     * @param file an existing file is replaced
     * @throws IOException if it cannot be written
     */
    public void write(Path file) throws IOException {
        Path absolute = file.toAbsolutePath();
        Path folder = absolute.getParent();
        if (folder != null) {
            Files.createDirectories(folder);
        }
        Path temporary = absolute.resolveSibling(absolute.getFileName() + ".tmp");
        Files.writeString(temporary, toHtml(), StandardCharsets.UTF_8);
        Files.move(temporary, absolute, StandardCopyOption.REPLACE_EXISTING);
    }

    /**
     * Writes every plot of the report, in its order, as SVG and as PNG with title, legend and light colours: {@code
     * 01-recall-over-k.svg} and so on. Files of the same names are replaced, others left alone.
     *
     * @param folder made if it is missing
     * @return the files written; none on a JRE that cannot draw
     * @throws IOException if one cannot be written
     */
    public List<Path> writePlots(Path folder) throws IOException {
        return new PlotFiles(folder, new SafeCharts(new XChartRenderer())).write(this);
    }

    /** A part of the report. Methods add to its end and give it back. */
    public static final class Section {
        private final String heading;
        private final List<Block> blocks = new ArrayList<>();

        private Section(String heading) {
            this.heading = heading;
        }

        String heading() {
            return heading;
        }

        List<Block> blocks() {
            return blocks;
        }

        private Section add(Block block) {
            blocks.add(block);
            return this;
        }

        /** Adds running text. */
        public Section paragraph(String text) {
            return add(new Block.Paragraph(text));
        }

        /** Adds a smaller heading. */
        public Section heading(String text) {
            return add(new Block.Heading(text));
        }

        /** Adds a remark that must not be missed, such as a warning. */
        public Section callout(String text) {
            return add(new Block.Callout(text));
        }

        /** Adds a list of short texts. */
        public Section bullets(List<String> items) {
            return add(new Block.Bullets(List.copyOf(items)));
        }

        /** Adds names with values, such as settings or counts, in the order of the map. */
        public Section keyValues(Map<String, String> entries) {
            return add(new Block.KeyValues(new LinkedHashMap<>(entries)));
        }

        /** Adds headline numbers: name to value as it is to be shown, in the order of the map; best two to five. */
        public Section figures(Map<String, String> entries) {
            List<Block.Figure> figures = new ArrayList<>();
            entries.forEach((label, value) -> figures.add(new Block.Figure(value, label)));
            return add(new Block.Figures(figures));
        }

        /** Adds a table. */
        public Section table(ReportTable table) {
            return add(new Block.Table(table));
        }

        /**
         * Adds a plot; one without data becomes a line that says so.
         *
         * @param chart what to draw
         * @param caption below it; empty for none
         */
        public Section chart(Chart chart, String caption) {
            return add(new Block.Plot(chart, caption));
        }

        /**
         * Adds blocks that are closed until the reader opens them; printed open.
         *
         * @param summary the line that is always seen
         * @param content adds the blocks
         */
        public Section details(String summary, Consumer<Section> content) {
            Section inner = new Section(summary);
            content.accept(inner);
            return add(new Block.Details(summary, List.copyOf(inner.blocks)));
        }
    }
}
