package io.reco.eval.report;

import java.awt.Graphics2D;
import java.io.StringWriter;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.apache.batik.svggen.SVGGeneratorContext;
import org.apache.batik.svggen.SVGGraphics2D;
import org.apache.batik.svggen.SVGGraphics2DIOException;
import org.apache.batik.svggen.SVGSyntax;
import org.apache.batik.util.SVGConstants;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/** A drawing surface that becomes an {@code <svg>}, once. */
final class SvgCanvas {
    private final SVGGraphics2D graphics;

    SvgCanvas() {
        Document document = newDocument();
        SVGGeneratorContext context = SVGGeneratorContext.createDefault(document);
        context.setComment(null);
        context.setPrecision(2);
        graphics = new SVGGraphics2D(context, true);
    }

    private static Document newDocument() {
        try {
            return DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder()
                    .getDOMImplementation()
                    .createDocument(SVGConstants.SVG_NAMESPACE_URI, SVGSyntax.SVG_SVG_TAG, null);
        } catch (ParserConfigurationException e) {
            throw new IllegalStateException("the JRE has no XML parser", e);
        }
    }

    Graphics2D graphics() {
        return graphics;
    }

    /** For a page: in the colours of its style sheet, ids beginning with the prefix. */
    String toPageSvg(int width, int height, String description, String idPrefix) {
        String body = body().replace(" id=\"", " id=\"" + idPrefix)
                .replace("url(#", "url(#" + idPrefix)
                .replace("href=\"#", "href=\"#" + idPrefix);
        for (Map.Entry<String, String> colour : Palette.variables().entrySet()) {
            body = body.replace(colour.getKey(), colour.getValue());
        }
        return root(width, height, description, "") + body + "</svg>";
    }

    /** For a file of its own. */
    String toFileSvg(int width, int height, String description) {
        String size = " width=\"" + width + "\" height=\"" + height + "\" xmlns:xlink=\"http://www.w3.org/1999/xlink\"";
        return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n" + root(width, height, description, size) + "<title>"
                + Html.escape(description) + "</title>" + body() + "</svg>\n";
    }

    private static String root(int width, int height, String description, String more) {
        return "<svg viewBox=\"0 0 " + width + " " + height + "\" role=\"img\" aria-label=\"" + Html.escape(description)
                + "\" xmlns=\"http://www.w3.org/2000/svg\" fill-rule=\"nonzero\"" + more + ">";
    }

    private String body() {
        Element root = graphics.getRoot();
        StringWriter out = new StringWriter();
        try {
            graphics.stream(root, out, false, false);
        } catch (SVGGraphics2DIOException e) {
            throw new IllegalStateException("writing to memory does not fail", e);
        }
        String svg = out.toString();
        return svg.substring(svg.indexOf('>', svg.indexOf("<svg")) + 1, svg.lastIndexOf("</svg"))
                .strip();
    }
}
