package io.reco.eval.report;

import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import javax.imageio.ImageIO;

/**
 * Plots as files of their own, with title, legend and background, for slides and documents. Text is drawn as outlines in both, so that
 * no font has to be there where they are opened. Needs AWT with a font, head-less will do.
 */
public final class ChartFiles {
    /** Pixels of a PNG for one of the width asked for, so that it is sharp in print and on dense screens. */
    public static final int SCALE = 2;

    private static final int LEAST_WIDTH = 200;
    private static final int MOST_WIDTH = 4000;
    private static final int MARGIN = 8;

    private ChartFiles() {}

    /**
     * Writes an SVG to a temporary name beside the file and renames it.
     *
     * @param chart what to draw, not empty
     * @param file an existing file is replaced
     * @param width in CSS pixels, 200 to 4,000; the height follows from the plot
     * @param theme colours
     * @throws IllegalArgumentException if the plot is empty or the width out of range
     * @throws IOException if it cannot be written
     */
    public static void writeSvg(Chart chart, Path file, int width, Theme theme) throws IOException {
        Drawing drawing = new Drawing(chart, width, theme);
        SvgCanvas canvas = new SvgCanvas();
        drawing.paint(canvas.graphics());
        Path temporary = temporary(file);
        Files.writeString(
                temporary, canvas.toFileSvg(width, drawing.height(), chart.description()), StandardCharsets.UTF_8);
        Files.move(temporary, file, StandardCopyOption.REPLACE_EXISTING);
    }

    /**
     * Writes a PNG of {@value #SCALE} times the width to a temporary name beside the file and renames it.
     *
     * @param chart what to draw, not empty
     * @param file an existing file is replaced
     * @param width before scaling, 200 to 4,000; the height follows from the plot
     * @param theme colours
     * @throws IllegalArgumentException if the plot is empty or the width out of range
     * @throws IOException if it cannot be written
     */
    public static void writePng(Chart chart, Path file, int width, Theme theme) throws IOException {
        Drawing drawing = new Drawing(chart, width, theme);
        BufferedImage image = new BufferedImage(SCALE * width, SCALE * drawing.height(), BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        try {
            graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
            graphics.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
            graphics.scale(SCALE, SCALE);
            drawing.paint(graphics);
        } finally {
            graphics.dispose();
        }
        Path temporary = temporary(file);
        if (!ImageIO.write(image, "png", temporary.toFile())) {
            throw new IOException("this Java runtime cannot write PNG files: " + file);
        }
        Files.move(temporary, file, StandardCopyOption.REPLACE_EXISTING);
    }

    private static Path temporary(Path file) throws IOException {
        Path absolute = file.toAbsolutePath();
        Path folder = absolute.getParent();
        if (folder != null) {
            Files.createDirectories(folder);
        }
        return absolute.resolveSibling(absolute.getFileName() + ".tmp");
    }

    /** A plot with what stands around it. */
    private static final class Drawing {
        private final Palette palette;
        private final ChartPainter painter;
        private final ChartHeader header;
        private final int width;

        Drawing(Chart chart, int width, Theme theme) {
            if (width < LEAST_WIDTH || width > MOST_WIDTH) {
                throw new IllegalArgumentException(
                        "width is " + width + ", expected " + LEAST_WIDTH + " to " + MOST_WIDTH);
            }
            if (chart.isEmpty()) {
                throw new IllegalArgumentException("nothing to plot: " + chart.description());
            }
            this.width = width;
            palette = Palette.of(theme);
            painter = new ChartPainter(chart, palette, width - 2 * MARGIN);
            header = new ChartHeader(chart, palette, painter.font(), width);
        }

        int height() {
            return header.height() + painter.height() + MARGIN;
        }

        void paint(Graphics2D graphics) {
            graphics.setColor(palette.background());
            graphics.fillRect(0, 0, width, height());
            header.paint(graphics);
            graphics.translate(MARGIN, header.height());
            painter.paint(graphics);
        }
    }
}
