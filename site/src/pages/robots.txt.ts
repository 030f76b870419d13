// Everything public may be read by anybody; the desk and applications are not.

export const GET = (): Response => new Response('User-agent: *\nDisallow: /desk/\nDisallow: /api/\n');
