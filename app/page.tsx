import { redirect } from 'next/navigation';

/** The first page is the list of scans. */
export default function HomePage() {
  redirect('/scans');
}
